package io.murmur.hierarchical.spread;

import io.murmur.protocol.host.Local;

/**
 * What an agent may still send in the interval at work. Everything counts that it has sent, for whatever reason; answers,
 * which nobody can plan, find the part of the bound free that is kept for them.
 */
final class Budget {
    /** Of the datagrams that do not carry entries, the share that is kept for answers. */
    private static final int ANSWERS_DIVISOR = 2;

    private static final int ROUNDS_DIVISOR = 2;

    private final Local local;
    private final SpreadSettings settings;

    Budget(Local local, SpreadSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** Datagrams with entries that may be sent now. */
    int payloads() {
        return Math.min(settings.payloadsMax() - local.payloads(), settings.datagramsMax() - local.sent());
    }

    /** Datagrams without entries that may be sent now of the agent's own accord. */
    int offers() {
        int kept = (settings.datagramsMax() - settings.payloadsMax()) / ANSWERS_DIVISOR;
        return settings.datagramsMax() - kept - local.sent();
    }

    /** Whether a round of gossip may begin: not when half of all was sent, so that who asks meanwhile is answered. */
    boolean rounds() {
        return local.sent() < settings.datagramsMax() / ROUNDS_DIVISOR;
    }

    /** Whether another answer without entries may be sent now. */
    boolean answers() {
        return local.sent() < settings.datagramsMax();
    }

    /** How long until there is more. */
    long restNanos() {
        return local.restNanos();
    }
}
