package io.murmur.protocol.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which of two claims about one agent wins. */
class MemberProperties {
    @Provide
    Arbitrary<Member> claims() {
        return Claims.about(1);
    }

    @Property
    void ofTwoClaimsOneWinsOrTheySayTheSame(@ForAll("claims") Member a, @ForAll("claims") Member b) {
        boolean same = a.incarnation() == b.incarnation() && a.status() == b.status();
        assertEquals(!same, a.overrides(b) || b.overrides(a));
        assertFalse(a.overrides(b) && b.overrides(a));
    }

    @Property
    void precedenceIsTransitive(@ForAll("claims") Member a, @ForAll("claims") Member b, @ForAll("claims") Member c) {
        if (!b.overrides(a) && !c.overrides(b)) {
            assertFalse(c.overrides(a));
        }
    }

    /** The table of SWIM §4.2, with leaving as the gravest claim. */
    @Property
    void precedenceIsThatOfSwim(@ForAll("claims") Member claim, @ForAll("claims") Member held) {
        boolean later = claim.incarnation() > held.incarnation();
        boolean sameLife = claim.incarnation() == held.incarnation();
        boolean swim = switch (claim.status()) {
            case ALIVE -> later;
            case SUSPECT -> later || (sameLife && held.status() == Status.ALIVE);
            case DEAD -> later || (sameLife && held.status().live());
            case LEFT -> later || (sameLife && held.status() != Status.LEFT);
        };
        assertEquals(swim, claim.overrides(held));
    }

    @Example
    void aRefutationBeatsEverythingSaidBefore() {
        Member refuted = Claims.member(1, 4, Status.ALIVE);
        for (Status status : Status.values()) {
            assertTrue(refuted.overrides(Claims.member(1, 3, status)));
        }
    }

    @Example
    void refusesWhatNoDatagramCouldCarry() {
        Address address = new Address(0, 0, 1);
        String longest = "n".repeat(Member.NAME_BYTES_MAX);
        assertEquals(longest, new Member(1, address, 0, Status.ALIVE, longest).name());
        assertThrows(IllegalArgumentException.class, () -> new Member(1, address, 0, Status.ALIVE, longest + "n"));
        assertThrows(IllegalArgumentException.class, () -> new Member(1, address, 0, Status.ALIVE, "€".repeat(22)));
        assertThrows(IllegalArgumentException.class, () -> new Member(1, address, -1, Status.ALIVE, ""));
        assertThrows(IllegalArgumentException.class, () -> new Address(0, 0, 65_536));
        assertThrows(IllegalArgumentException.class, () -> new Address(0, 0, -1));
    }
}
