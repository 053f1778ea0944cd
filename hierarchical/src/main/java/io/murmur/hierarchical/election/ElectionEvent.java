package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Stamp;

/** Every operation of an election, as an observer may learn of it. Durations are in nanoseconds of the host's time. */
public sealed interface ElectionEvent {
    /** This member began to ask whether it could win that term. */
    record Asked(long term) implements ElectionEvent {}

    /** This member stands in that term. */
    record Stood(long term) implements ElectionEvent {}

    /**
     * This member won that term.
     *
     * @param candidacyNanos from standing to winning
     */
    record BecameLeader(long term, long candidacyNanos) implements ElectionEvent {}

    /** This member acts as leader from now on: a majority granted it a lease. */
    record LeaseBegan(long term) implements ElectionEvent {}

    /** This member leads no more. */
    record SteppedDown(long term, Reason reason) implements ElectionEvent {}

    /** Why a leader steps down. */
    enum Reason {
        /** No majority acknowledged a heartbeat in time. */
        LEASE_ENDED,
        /** A member of the group, or another leader, is in a higher term. */
        HIGHER_TERM,
        /** It handed over. */
        HANDED_OVER,
        /** It left and there was nobody to hand over to. */
        LEFT
    }

    /** The leader named its successor. */
    record HandedOver(long term, long successor) implements ElectionEvent {}

    /** This member learnt who leads that term. */
    record Followed(long term, long leader) implements ElectionEvent {}

    /** This member gave its vote of that term. */
    record Voted(long term, long candidate) implements ElectionEvent {}

    /** Another configuration holds. */
    record Configured(Configuration configuration) implements ElectionEvent {}

    /** This member learnt that a newer configuration is without it: it stays out until a leader counts it again. */
    record Removed(Stamp stamp) implements ElectionEvent {}

    /** A message was refused and changed nothing. */
    record Refused(long from, ElectionMessage message, Refusal reason) implements ElectionEvent {}
}
