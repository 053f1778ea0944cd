package io.murmur.hierarchical.spread;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.DatagramWriter;

/**
 * What an agent may still send in the interval at work. Everything counts that it has sent, for whatever reason. Answers,
 * which nobody can plan, find a part of the bound free that is kept for them: a job that is answered late is sent again.
 */
public final class Budget {
    /** Of the datagrams that need not carry entries, the share that is kept for answers. */
    private static final int ANSWERS_DIVISOR = 2;
    /** The share of all after which nothing is said that others would say as well. */
    private static final int COMMON_DIVISOR = 2;
    /** Fragments of a long entry: their size, and how many of them answer one question. */
    private static final int PART_BYTES = 1_000;

    private static final int PARTS_MAX = 8;

    private final Local local;
    private final SpreadSettings settings;
    private int waiting;

    /** The budget of one agent. */
    public Budget(Local local, SpreadSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /**
     * So many datagrams with entries wait to be sent: these go before offers. Those that are relayed go before everything:
     * whole parts of the tree wait for them.
     */
    void waiting(int datagrams, int relayed) {
        waiting = datagrams;
        local.reserve(Math.min(relayed, settings.payloadsMax()));
    }

    /** Datagrams with entries that may be sent now of the agent's own accord; relayed ones before answers, too. */
    int payloads(boolean relayed) {
        int room = relayed ? local.ordinary() - local.sent() : planned();
        return Math.min(settings.payloadsMax() - local.payloads(), room);
    }

    /** Whether another offer to a mate may be sent now: many hold the same, and who carries much leaves offering it to the others. */
    boolean offers() {
        return common() > Math.clamp(waiting, 0, Math.max(0, settings.payloadsMax() - local.payloads()));
    }

    /** Whether another datagram without entries may be sent now of the agent's own accord. */
    boolean speaks() {
        return planned() > 0;
    }

    private int common() {
        return local.ordinary() / COMMON_DIVISOR - local.sent();
    }

    private int planned() {
        int kept = Math.max(0, local.ordinary() - settings.payloadsMax()) / ANSWERS_DIVISOR;
        return local.ordinary() - kept - local.sent();
    }

    /** Whether there is room for an entry that a peer asked for. */
    public boolean gives(Entry entry) {
        int parts = 1 + DatagramWriter.pushBytes(entry) / PART_BYTES;
        return answering() > Math.min(parts, Math.min(PARTS_MAX, settings.payloadsMax() - 1));
    }

    private int answering() {
        return Math.min(settings.payloadsMax() - local.payloads(), planned());
    }

    /** Whether another answer without entries may be sent now. */
    boolean answers() {
        return local.sent() < local.ordinary();
    }

    /** Whether a round of gossip may begin: not when half of all was sent, so that who asks meanwhile is answered. */
    public boolean rounds() {
        return common() > 0;
    }

    /** How long until there is more. */
    long restNanos() {
        return local.restNanos();
    }
}
