package io.murmur.sim.engine;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.network.Regions;
import java.util.ArrayList;
import java.util.List;

/** Who the agents are: ids spread over all 64 bits by the seed, addresses that are their indices, zones of their regions. */
public final class Population {
    /** IPv4 addresses in the upper part of an IPv6 one. */
    private static final long MAPPED = 0xFFFF_0000_0000L;

    private final long seed;
    private final Regions regions;

    Population(long seed, Regions regions) {
        this.seed = seed;
        this.regions = regions;
    }

    /** The id of the agent with an index; different for each. */
    public long id(int index) {
        return id(seed, index);
    }

    /** The id of the agent with an index in the swarm of a seed. */
    public static long id(long seed, int index) {
        return Mix.of(Mix.of(seed) + index);
    }

    /** The dice of one life of an agent. */
    long dice(int index, long incarnation) {
        return Mix.of(seed, index, incarnation);
    }

    Member member(int index, long incarnation) {
        return new Member(id(index), address(index), incarnation, Status.ALIVE, "", regions.zone(index));
    }

    /** The roster of the agents from one index to before another. */
    Roster roster(int from, int to) {
        List<Member> members = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            members.add(member(i, 0));
        }
        return Roster.of(members);
    }

    /** Where the agent with an index is reached: an IPv4 address, since most are. */
    public static Address address(int index) {
        return new Address(0, MAPPED | index, 1);
    }

    /** The index of the agent that is reached there; any other int, also below 0, for none. */
    public static int indexOf(Address address) {
        return (int) address.low();
    }
}
