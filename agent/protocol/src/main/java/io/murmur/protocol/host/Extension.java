package io.murmur.protocol.host;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import java.util.List;

/**
 * A second protocol that lives in the same agent: it shares its datagrams, timers, roster and state, and may take the
 * spreading of entries upon itself. Called only from within a call on the agent, on the same thread.
 */
public interface Extension {
    /** None: the agent is a member of one flat swarm. */
    Extension NONE = new Extension() {};

    /** Makes the extension of an agent. */
    @FunctionalInterface
    interface Factory {
        /** Makes no extension. */
        Factory NONE = local -> Extension.NONE;

        Extension of(Local local);
    }

    /** The agent starts. */
    default void start(List<Address> seeds) {}

    /** A message of this protocol came; the entries of its datagram have been taken in before. */
    default void receive(Bytes body, DatagramReader datagram, Reply reply) {}

    /** A datagram of somebody of another group came. */
    default void met(DatagramReader datagram, Reply reply) {}

    /** A timer of {@link Timer#EXTENSION} or above fired. */
    default void fire(long token) {}

    /** The application wrote an entry: whether this protocol spreads it, so that gossip need not. */
    default boolean wrote(Entry entry) {
        return false;
    }

    /** An entry that came was news and is part of the state now: whether this protocol spreads it further. */
    default boolean applied(Entry entry, int hops, DatagramReader datagram) {
        return false;
    }

    /** How old an entry may be that is still on its way to all, in nanoseconds: a repair leaves younger ones alone. */
    default long wayNanos() {
        return 0;
    }

    /** Whether a round of gossip may begin now, which costs some datagrams and makes others send answers; else it waits. */
    default boolean tells() {
        return true;
    }

    /** A peer asks for an entry: whether this protocol will give it later, so that it is not given now. */
    default boolean postpones(Entry entry, long asker, Address at) {
        return false;
    }

    /**
     * A mate offers an entry that this agent lacks.
     *
     * @param asked whether it is asked for it now; it is not where enough others are or there is no room, and may be later
     */
    default void offered(Message.Offer offer, Address by, boolean asked) {}

    /** Whether a write may be taken now: what waits to be spread is bounded. */
    default boolean ready() {
        return true;
    }

    /** Whether entries are on their way that reach everyone without gossip: until they have, states differ by them. */
    default boolean spreading() {
        return false;
    }

    /** The agent looks for the swarm through a seed: whether this protocol asks it, else the agent asks to be a member. */
    default boolean seeks(Address seed) {
        return false;
    }

    /** Somebody asks to be a member of this agent's group: whether it was sent elsewhere. */
    default boolean joins(Message.Join join, DatagramReader datagram, Reply reply) {
        return false;
    }

    /**
     * Whether, as far as this protocol knows, no group of the swarm is out of reach: what is deleted must be remembered
     * until they are all back. Asked in every round.
     */
    default boolean whole() {
        return true;
    }

    /** The agent says that it goes. */
    default void leave() {}

    /** Whether others go on well without an agent that says that it goes: if not, it stays a little longer. */
    default boolean mayStop() {
        return true;
    }
}
