package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.protocol.host.Event;

/** Every operation on the shape of the tree, as an observer may learn of it. */
public sealed interface TreeEvent extends Event.Extended {
    /** An operation of the election of a group. */
    record Elected(int level, long group, ElectionEvent event) implements TreeEvent {}

    /** This agent is a member of another group now; {@code before} is 0 if it was of none. */
    record Regrouped(int level, long before, long group) implements TreeEvent {}

    /** This agent, leading a group, divided it in two. */
    record Divided(int level, long group, int members) implements TreeEvent {}

    /** This agent, leading a group, had it join another. */
    record Merged(int level, long group, long into) implements TreeEvent {}

    /** A group of the unit that this agent leads is there, or has new leaders. */
    record Listed(int level, long group, boolean isNew) implements TreeEvent {}

    /** A group of the unit that this agent leads has not been heard of for long. */
    record Vanished(int level, long group) implements TreeEvent {}

    /** The unit above what this agent leads found no leader for so long that it is given up. */
    record Abandoned(int level, long group) implements TreeEvent {}

    /** A question of this agent's is answered, for the whole swarm or for a part of it. */
    record Counted(int number, Census census) implements TreeEvent {}

    /** Nobody answered a question of this agent's. */
    record Uncounted(int number) implements TreeEvent {}

    /** A joining agent was told to join elsewhere. */
    record Referred(int contacts) implements TreeEvent {}

    /** A message was refused and changed nothing. */
    record Refused(long from, Reason reason) implements TreeEvent {}

    /** Why a message is refused. */
    enum Reason {
        /** Its bytes are no message. */
        MALFORMED,
        /** Of or for a group that this agent is no member of. */
        FOREIGN_GROUP,
        /** The sender does not lead the group. */
        NOT_THE_LEADER,
        /** The sender is no member of the group. */
        STRANGER,
        /** Its numbers cannot be true together. */
        DOES_NOT_ADD_UP,
        /** An answer to no question that this agent waits for, or by somebody whom it did not ask. */
        UNASKED
    }
}
