package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import java.util.List;

/**
 * The members that count, whether they live or not. Of two neighbouring configurations any quorum of the one meets any
 * quorum of the other (Ongaro 2014, §4.1).
 *
 * @param first who stands first if the group is only founded, or {@link Kept#NOBODY}
 */
public record Configuration(Stamp stamp, Electorate electorate, long first) {
    /** What a member holds that joins a group which is there already: it learns the group's from its leader. */
    public static final Configuration NONE = new Configuration(new Stamp(0, 0), Electorate.NONE);

    /** One that has had a leader, so that nobody is first. */
    public Configuration(Stamp stamp, Electorate electorate) {
        this(stamp, electorate, Kept.NOBODY);
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
        return new Configuration(new Stamp(0, 1), Electorate.of(members), first);
    }

    /** In ascending order. */
    public Ids members() {
        return electorate.members();
    }

    public boolean contains(long id) {
        return members().contains(id);
    }

    /** How many members decide. */
    public int quorum() {
        return electorate.quorum();
    }

    /** Those of neighbouring members whom a relay is to tell: all but itself. */
    Slice slice(List<Long> neighbours, long relay) {
        Slice slice = Slice.NONE;
        for (long member : neighbours) {
            slice = member == relay ? slice : slice.with(members().indexOf(member), false);
        }
        return slice;
    }

    /** The same members, vouched for by the leader of that term. */
    Configuration vouchedIn(long term) {
        return new Configuration(new Stamp(term, stamp.number()), electorate);
    }

    /**
     * One step closer to the members wanted, never without the one given, and so that those who are heard of can decide
     * without those who come, if more than one does; itself if there is nothing to change.
     */
    Configuration towards(Ids wanted, long keeping, int heard) {
        Electorate next = electorate.towards(wanted, keeping, heard);
        return next.equals(electorate) || stamp.number() == Integer.MAX_VALUE
                ? this
                : new Configuration(new Stamp(stamp.term(), stamp.number() + 1), next);
    }
}
