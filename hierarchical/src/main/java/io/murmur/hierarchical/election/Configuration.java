package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import java.util.List;

/**
 * The members that count: the majority is one of them all, whether they live or not. Two neighbouring configurations
 * differ in one member, so any majority of the one meets any majority of the other (Ongaro 2014, §4.1).
 *
 * @param members in ascending order
 * @param first who stands first if the group is only founded, or {@link Kept#NOBODY}
 */
public record Configuration(Stamp stamp, Ids members, long first) {
    /** What a member holds that joins a group which is there already: it learns the group's from its leader. */
    public static final Configuration NONE = new Configuration(new Stamp(0, 0), Ids.NONE);

    /** One that has had a leader, so that nobody is first. */
    public Configuration(Stamp stamp, Ids members) {
        this(stamp, members, Kept.NOBODY);
    }

    /** The one a group is founded with; every founder must be given the same members. */
    public static Configuration founding(Ids members) {
        return founding(members, Kept.NOBODY);
    }

    /**
     * The same with one that stands at once, so that a group which is founded all at once is led after a few round trips;
     * the others take their usual time. They should be given the same first, and nothing but time is lost if not.
     */
    public static Configuration founding(Ids members, long first) {
        return new Configuration(new Stamp(0, 1), members.sorted(), first);
    }

    public boolean contains(long id) {
        return members.contains(id);
    }

    /** How many members are more than half. */
    public int majority() {
        return members.size() / 2 + 1;
    }

    /** Those of neighbouring members whom a relay is to tell: all but itself. */
    Slice slice(List<Long> neighbours, long relay) {
        Slice slice = Slice.NONE;
        for (long member : neighbours) {
            slice = member == relay ? slice : slice.with(members.indexOf(member), false);
        }
        return slice;
    }

    /** The same members, vouched for by the leader of that term. */
    Configuration vouchedIn(long term) {
        return new Configuration(new Stamp(term, stamp.number()), members);
    }

    /** One member closer to those wanted, never without the one given; itself if there is nothing to change. */
    Configuration towards(Ids wanted, long keeping) {
        if (stamp.number() == Integer.MAX_VALUE) {
            return this;
        }
        for (int i = 0; i < members.size(); i++) {
            long member = members.at(i);
            if (member != keeping && !wanted.contains(member)) {
                return next(members.without(member));
            }
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!contains(wanted.at(i)) && members.size() < Ids.MAX) {
                return next(members.with(wanted.at(i)).sorted());
            }
        }
        return this;
    }

    private Configuration next(Ids changed) {
        return new Configuration(new Stamp(stamp.term(), stamp.number() + 1), changed);
    }
}
