package io.murmur.protocol.membership;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import org.jspecify.annotations.Nullable;

/** A probe that has not ended. */
final class Probe {
    final int sequence;
    final Member target;
    final long startNanos;
    /** For a probe on behalf of another agent: where its answer goes, and under which number. */
    final @Nullable Address requester;

    final int requesterSequence;
    /** Relays asked; 0 while only the target itself was. */
    int relays;
    /** Relays that said they reach this agent, though not the target. */
    int nacks;

    boolean relaying;

    @Nullable
    Probe next;

    Probe(int sequence, Member target, long startNanos, @Nullable Address requester, int requesterSequence) {
        this.sequence = sequence;
        this.target = target;
        this.startNanos = startNanos;
        this.requester = requester;
        this.requesterSequence = requesterSequence;
    }
}
