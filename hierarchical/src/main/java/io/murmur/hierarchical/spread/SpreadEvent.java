package io.murmur.hierarchical.spread;

import io.murmur.protocol.host.Event;

/** Every operation of dissemination along the tree, as an observer may learn of it. */
public sealed interface SpreadEvent extends Event.Extended {
    /**
     * Jobs came with a datagram.
     *
     * @param from the peer that sent it
     * @param level of the unit to cover
     * @param entries how many are to be carried on
     */
    record Carried(long from, int level, int entries) implements SpreadEvent {}

    /**
     * Nobody answered a job, however often it was sent, or there is no room for it among all that waits; repair will find
     * who lacks the entries.
     *
     * @param to the agent that was meant
     * @param entries how many it was to get
     */
    record Abandoned(long to, int entries) implements SpreadEvent {}

    /** A round of announcements began. */
    record Announced(int contacts, int entries) implements SpreadEvent {}

    /** A message was refused and changed nothing. */
    record Refused(long from) implements SpreadEvent {}
}
