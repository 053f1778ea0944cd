package io.murmur.hierarchical.tree;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as others must know it: who speaks for it. Written by the group's leader; of two about one group the later
 * counts.
 *
 * @param group the group's id, not 0
 * @param level 0 for a group of agents; a group of level l has the leaders of groups of level l-1 as members
 * @param term of the leader that wrote it
 * @param number counts what that leader wrote in the term
 * @param nodes its leader, then its deputies; up to {@value #NODES_MAX}
 * @param zone where most of the agents below it are
 */
public record Descriptor(long group, int level, long term, int number, List<Contact> nodes, Zone zone) {
    /** The most nodes that speak for a group. */
    public static final int NODES_MAX = 16;
    /** The nodes that a brief one names at most. */
    public static final int BRIEF_NODES = 4;
    /** The highest level. */
    public static final int LEVEL_MAX = 7;

    public Descriptor {
        if (group == 0 || level < 0 || level > LEVEL_MAX || term < 0 || number < 0 || nodes.size() > NODES_MAX) {
            throw new IllegalArgumentException(
                    "no group: " + Long.toHexString(group) + ", level " + level + ", " + nodes.size() + " nodes");
        }
        nodes = List.copyOf(nodes);
    }

    /** A group of which nothing is said where it is. */
    public Descriptor(long group, int level, long term, int number, List<Contact> nodes) {
        this(group, level, term, number, nodes, Zone.NONE);
    }

    /** The same with its first few nodes only and no zone, where several must fit a datagram; the whole one counts as later. */
    public Descriptor brief() {
        return nodes.size() <= BRIEF_NODES && zone.equals(Zone.NONE)
                ? this
                : new Descriptor(
                        group,
                        level,
                        term,
                        Math.max(0, number - 1),
                        nodes.subList(0, Math.min(nodes.size(), BRIEF_NODES)));
    }

    /** Whether this was written after another about the same group. */
    public boolean isAfter(Descriptor other) {
        return term != other.term ? term > other.term : number > other.number;
    }

    /** The node with a number, the leader having 0; null where there are not so many. */
    public @Nullable Contact node(int number) {
        return number >= 0 && number < nodes.size() ? nodes.get(number) : null;
    }

    /** The number of an agent among the nodes, or -1. */
    public int numberOf(long id) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(fingerprint());
    }

    /** 64 bits that stand for this descriptor, with its nodes, in a directory's digest. */
    public long fingerprint() {
        long sum = Mixing.of(
                group ^ Mixing.of(term ^ Mixing.of(number ^ zone.label().hashCode())));
        for (Contact node : nodes) {
            Address at = node.address();
            sum = Mixing.of(sum ^ node.id() ^ Mixing.of(at.high() ^ Mixing.of(at.low() ^ Mixing.of(at.port()))));
        }
        return sum;
    }
}
