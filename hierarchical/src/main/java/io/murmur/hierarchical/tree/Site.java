package io.murmur.hierarchical.tree;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Zone;
import java.util.Comparator;

/** Where an agent is, by its zone and then by its address: neighbours in this order are near each other in the network. */
public record Site(Zone zone, Address address) implements Comparable<Site> {
    private static final Comparator<Site> ORDER =
            Comparator.comparing(Site::zone).thenComparing(Site::address);

    public static Site of(Member member) {
        return new Site(member.zone(), member.address());
    }

    @Override
    public int compareTo(Site other) {
        return ORDER.compare(this, other);
    }
}
