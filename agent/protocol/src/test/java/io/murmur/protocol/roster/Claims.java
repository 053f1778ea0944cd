package io.murmur.protocol.roster;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary members from so few ids and incarnations that they clash often. */
final class Claims {
    private Claims() {}

    static Arbitrary<Member> about(int ids) {
        Arbitrary<Long> id = Arbitraries.longs().between(0, ids - 1).map(n -> n * 0x9E3779B97F4A7C15L);
        return Combinators.combine(id, Arbitraries.longs().between(0, 3), Arbitraries.of(Status.class))
                .as((who, incarnation, status) -> member(who, incarnation, status));
    }

    static Member member(long id, long incarnation, Status status) {
        return new Member(id, new Address(0, id, (int) (id & 0xFFFF)), incarnation, status, "m");
    }
}
