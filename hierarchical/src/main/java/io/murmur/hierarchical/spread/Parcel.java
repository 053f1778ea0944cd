package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Entries for one agent, and the job that they bring. Those with the wider job go first, then those that came first. */
final class Parcel implements Comparable<Parcel> {
    /** Room for entries that a datagram of any sensible size has beside a job. */
    private static final int ROOM = 1_000;

    final Target target;
    private final List<Load> loads = new ArrayList<>(1);
    private final long sequence;
    private int bytes;
    /** Of its job; the same at every attempt. */
    int number;

    int attempts;
    long sentNanos;

    /**
     * Whom it is for, and with what job.
     *
     * @param to the agent
     * @param group the group that the agent stands for, where another of its nodes would do as well; else null
     * @param carry the job; null for the last hop, which needs none
     */
    record Target(Contact to, @Nullable Descriptor group, SpreadMessage.@Nullable Carry carry) {
        /** The agent to try at an attempt: the one meant twice, then other nodes of its group in turn. */
        Contact at(int attempt) {
            if (group == null || attempt < 2) {
                return to;
            }
            int number = group.numberOf(to.id()) + (attempt - 1) * stride();
            return Objects.requireNonNull(
                    group.node(Math.floorMod(number, group.nodes().size())));
        }

        /** Past those that have a copy of their own to work on, where there are others. */
        private int stride() {
            int copies = carry == null ? 0 : carry.copies();
            return group != null && copies > 0 && copies < group.nodes().size() ? copies : 1;
        }
    }

    /** An entry, how far it has come, and the context of its creation to pass on with it, if there is one. */
    record Load(Entry entry, int hops, @Nullable CreationContext context) {
        /** Without a context that there would be no room for. */
        static Load of(Entry entry, int hops, @Nullable CreationContext context) {
            boolean fits = DatagramWriter.pushBytes(entry, context) <= ROOM;
            return new Load(entry, hops, fits ? context : null);
        }
    }

    Parcel(Target target, long sequence) {
        this.target = target;
        this.sequence = sequence;
    }

    private int level() {
        SpreadMessage.Carry carry = target.carry();
        return carry == null ? -1 : carry.job().level();
    }

    /**
     * How often the time for an answer doubles before the next attempt: each time, but not before the third with a job that other
     * groups of the receiver's unit wait for, too, since that goes to another node.
     */
    int doublings() {
        return Math.max(0, attempts - (level() > 1 ? 2 : 1));
    }

    /** Whether it is for more than one agent of the receiver's group. */
    boolean isRelayed() {
        return level() > 0;
    }

    @Override
    public int compareTo(Parcel other) {
        int order = Integer.compare(other.level(), level());
        return order != 0 ? order : Long.compare(sequence, other.sequence);
    }

    List<Load> loads() {
        return loads;
    }

    /** Adds an entry if there is room, and in any case the first. */
    boolean add(Load load) {
        int needed = Math.min(DatagramWriter.pushBytes(load.entry(), load.context()), ROOM);
        if (!loads.isEmpty() && bytes + needed > ROOM) {
            return false;
        }
        loads.add(load);
        bytes += needed;
        return true;
    }

    /** Whether an entry travels whole beside a job; longer ones are offered. */
    static boolean fits(Entry entry) {
        return DatagramWriter.pushBytes(entry) <= ROOM;
    }
}
