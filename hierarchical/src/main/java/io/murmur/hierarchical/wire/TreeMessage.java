package io.murmur.hierarchical.wire;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.roster.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message about which groups there are, who is in them, and what is above them. */
public sealed interface TreeMessage {
    /**
     * What a member of a group tells its leader now and then; answered only where the member knows something else of the
     * tree than the leader.
     *
     * @param level of the group, 0..{@link Descriptor#LEVEL_MAX}
     * @param group whose member reports
     * @param replaced the group that the member's own came from by a split or merge and that is no more, or 0
     * @param self what the member leads one level below; null at level 0
     * @param summary of all agents below the member, itself included
     * @param chain stands for what it knows of the units above the group
     * @param directories stands for the directories it knows of the group's level and above
     */
    record Report(
            int level,
            long group,
            long replaced,
            @Nullable Descriptor self,
            Summary summary,
            long chain,
            long directories)
            implements TreeMessage {}

    /**
     * A unit above the receiver.
     *
     * @param height the level of the highest unit
     * @param reach up to which level there are leaders that the sender hears of, itself included; -1 for none
     * @param whole whether, as far as the leader of the highest unit knows, nobody is out of reach
     */
    record Above(int height, int reach, boolean whole, Descriptor unit) implements TreeMessage {}

    /**
     * What the sender lists of a unit, by fingerprints: whatever else the receiver lists is no more.
     *
     * @param level of the unit, 1..{@link Descriptor#LEVEL_MAX}
     * @param fingerprints up to {@link #INDEX_MAX}
     */
    record Index(int level, long unit, List<Long> fingerprints) implements TreeMessage {}

    /**
     * Which groups of a unit are out of reach, as far as the sender knows: these and no others.
     *
     * @param level of the unit, 1..{@link Descriptor#LEVEL_MAX}
     * @param groups up to {@link Directory#ABSENT_MAX}
     */
    record Absent(int level, long unit, List<Absence> groups) implements TreeMessage {}

    /** "Send me these descriptors of a unit", by fingerprints. */
    record Lookup(int level, long unit, List<Long> fingerprints) implements TreeMessage {}

    /** Descriptors of groups of a unit. */
    record Listing(int level, long unit, List<Descriptor> groups) implements TreeMessage {}

    /**
     * A leader's decree: the members of its group on one side are a group of their own from now on, and the others another
     * one.
     *
     * @param level of the group that is divided
     * @param group its id
     * @param term of the leader that decreed it
     * @param side whose members the new group has, listed or not
     * @param half the new group
     * @param founders whom the leader knew: its first electorate; none where it is told to somebody who is not among them
     * @param other the group of the other side
     * @param above the unit that both belong to
     * @param relayTo to whom the receiver is to relay it, as many as fit
     */
    record Founding(
            int level,
            long group,
            long term,
            Side side,
            Half half,
            Ids founders,
            Half other,
            Descriptor above,
            List<Contact> relayTo)
            implements TreeMessage {
        public Founding {
            relayTo = List.copyOf(relayTo);
            if (founders.size() > 0 && !founders.contains(half.first().id())) {
                throw new IllegalArgumentException("who leads a group first is one of its founders");
            }
        }

        /**
         * One of the two groups that a group becomes.
         *
         * @param group its id
         * @param nodes the first of them is to lead it first; 1 to {@value Descriptor#BRIEF_NODES}
         */
        public record Half(long group, List<Contact> nodes) {
            public Half {
                nodes = List.copyOf(nodes);
                if (nodes.isEmpty() || nodes.size() > Descriptor.BRIEF_NODES) {
                    throw new IllegalArgumentException("a group that is led first by one of " + nodes.size());
                }
            }

            /** Who is to lead it first. */
            public Contact first() {
                return nodes.getFirst();
            }
        }

        /** What it says to those on the other side. */
        public Founding mirrored() {
            return new Founding(
                    level,
                    group,
                    term,
                    side.opposite(),
                    /* half= */ other,
                    Ids.NONE,
                    /* other= */ half,
                    above,
                    List.of());
        }

        /** What it says to those who are no founders. */
        public Founding brief() {
            return new Founding(level, group, term, side, half, Ids.NONE, other, above, List.of());
        }

        /** The same for a receiver who relays it to others, or to nobody. */
        public Founding relayedTo(List<Contact> others) {
            return new Founding(level, group, term, side, half, founders, other, above, others);
        }
    }

    /** A leader's decree: the members of its group join another one of the same level, and theirs is no more. */
    record Merger(long group, long term, Descriptor into) implements TreeMessage {}

    /** "What became of this group? I am still a member of it." */
    record Inquiry(long group) implements TreeMessage {}

    /** "I am no member of this group any more." */
    record Left(long group) implements TreeMessage {}

    /** "Where shall I join?" */
    record Seek(Contact self, Zone zone) implements TreeMessage {}

    /**
     * "Join there", in answer to {@link Seek}, or instead of here.
     *
     * @param shared labels that the zones of their groups share with that of the asker, as far as the sender knows
     * @param contacts the first is the best, which may be the sender
     */
    record Referral(int shared, List<Contact> contacts) implements TreeMessage {}

    /**
     * "This is the tree that I am part of."
     *
     * @param answer whether it answers one of the receiver's
     * @param size members of the highest unit
     * @param chain the sender's group and every unit above it, the lowest first, each with a few of its nodes; at least one
     */
    record Hail(boolean answer, int size, List<Descriptor> chain) implements TreeMessage {
        public Hail {
            chain = List.copyOf(chain);
            for (int level = 0; level < chain.size(); level++) {
                if (chain.get(level).level() != level) {
                    throw new IllegalArgumentException("a chain has a unit of each level, in their order");
                }
            }
            if (chain.isEmpty() || size < 0) {
                throw new IllegalArgumentException("a tree has at least one group");
            }
        }

        /** The highest unit. */
        public Descriptor top() {
            return chain.getLast();
        }
    }

    /** "How many are we?" */
    record Count(int number) implements TreeMessage {}

    /**
     * The answer to {@link Count}.
     *
     * @param height the level of the highest unit, as far as the sender knows
     * @param reach the level of the unit that is summed up; below the height there are more agents
     */
    record Counted(int number, int height, int reach, Summary summary) implements TreeMessage {}

    /** "Ask this one, who leads where I do not", in answer to {@link Count}. */
    record Pointer(int number, Contact leader) implements TreeMessage {}

    /** Where members of a unit are reached: who speaks for its leader need not know them all. */
    record Roll(long unit, List<Contact> members) implements TreeMessage {}

    /** The bytes of a {@link Roll} of nobody. */
    int ROLL_BYTES = 11;

    /** The most members of one roll. */
    int ROLL_MAX = 40;

    /** The most groups of one unit. */
    int INDEX_MAX = Ids.MAX;
    /** The most founders that a decree lists: it must fit a datagram. */
    int FOUNDERS_MAX = 76;
    /** The most contacts of one referral. */
    int CONTACTS_MAX = 16;
}
