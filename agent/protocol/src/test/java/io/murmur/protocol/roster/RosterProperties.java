package io.murmur.protocol.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A roster is a sorted map from id to member, whatever its blocks look like. */
class RosterProperties {
    private static final int IDS = 3_000;

    @Provide
    Arbitrary<List<Member>> members() {
        return Claims.about(IDS).list().uniqueElements(Member::id).ofMaxSize(1_000);
    }

    @Property(tries = 40)
    void equalsATreeMapUnderAnyChanges(@ForAll Random random) {
        SortedMap<Long, Member> model = new TreeMap<>(Long::compareUnsigned);
        Roster roster = Roster.empty();
        Arbitrary<Member> claims = Claims.about(IDS);
        var generator = claims.generator(1_000);
        int growing = random.nextInt(4);
        for (int step = 0; step < 6_000; step++) {
            Member member = generator.next(random).value();
            if (random.nextInt(4) <= growing) {
                model.put(member.id(), member);
                roster = roster.with(member);
            } else {
                model.remove(member.id());
                roster = roster.without(member.id());
            }
            if (step % 1_000 == 999) {
                assertModels(model, roster);
            }
        }
        for (Long id : List.copyOf(model.keySet())) {
            model.remove(id);
            roster = roster.without(id);
        }
        assertModels(model, roster);
    }

    private static void assertModels(SortedMap<Long, Member> model, Roster roster) {
        List<Member> all = new ArrayList<>();
        roster.forEach(all::add);
        assertEquals(List.copyOf(model.values()), all);
        assertEquals(model.size(), roster.size());
        assertEquals(
                model.values().stream().filter(member -> member.status().live()).count(), roster.live());
        assertEquals(
                model.values().stream()
                        .filter(member -> member.status() == Status.DEAD)
                        .count(),
                roster.dead());
        assertEquals(model.values().stream().mapToLong(Member::fingerprint).sum(), roster.digest());
        for (long id = -2; id < IDS; id++) {
            long key = id * 0x9E3779B97F4A7C15L;
            assertEquals(model.get(key), roster.find(key));
        }
        if (!model.isEmpty()) {
            assertEquals(List.copyOf(model.values()), byPlace(roster));
        }
    }

    private static List<Member> byPlace(Roster roster) {
        List<Member> all = new ArrayList<>();
        for (int place = 0; place < roster.places(); place++) {
            Member member = roster.at(place);
            if (member != null) {
                all.add(member);
            }
        }
        return all;
    }

    @Property(tries = 100)
    void theOrderOfArrivalLeavesNoTrace(@ForAll("members") List<Member> members, @ForAll Random random) {
        Roster whole = Roster.of(members);
        List<Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);
        Roster grown = Roster.empty();
        for (Member member : shuffled) {
            grown = grown.with(member.with(member.incarnation() + 1, Status.DEAD))
                    .with(member);
        }
        assertEquals(whole.digest(), grown.digest());
        assertEquals(whole.sums(5), grown.sums(5));
        List<Member> a = new ArrayList<>();
        List<Member> b = new ArrayList<>();
        whole.forEach(a::add);
        grown.forEach(b::add);
        assertEquals(a, b);
    }

    /** Otherwise a simulation that lets agents share rosters would depend on which of them came first. */
    @Property(tries = 100)
    void rostersOfOneMarkHoldTheSameMembersInTheSamePlaces(@ForAll("members") List<Member> members) {
        Roster whole = Roster.of(members);
        Roster grown = Roster.empty();
        for (Member member : members) {
            grown = grown.with(member.with(member.incarnation() + 1, Status.DEAD))
                    .with(member);
        }
        assertEquals(places(whole).equals(places(grown)), whole.mark() == grown.mark());
        for (Member member : members.subList(0, Math.min(20, members.size()))) {
            Member changed = member.with(member.status() == Status.DEAD ? Status.LEFT : Status.DEAD);
            assertNotEquals(whole.mark(), whole.with(changed).mark());
            assertEquals(whole.mark(), whole.with(changed).with(member).mark());
            assertNotEquals(whole.mark(), whole.without(member.id()).mark());
        }
    }

    private static List<Optional<Member>> places(Roster roster) {
        List<Optional<Member>> all = new ArrayList<>();
        for (int place = 0; place < roster.places(); place++) {
            all.add(Optional.ofNullable(roster.at(place)));
        }
        return all;
    }

    @Property(tries = 100)
    void digestsAreEqualExactlyForEqualLiveMembers(@ForAll("members") List<Member> members) {
        Roster whole = Roster.of(members);
        Roster live = Roster.of(members.stream().filter(m -> m.status().live()).toList());
        assertEquals(live.digest(), whole.digest());
        Roster suspected = Roster.of(members.stream()
                .map(m -> m.status() == Status.ALIVE ? m.with(Status.SUSPECT) : m)
                .toList());
        assertEquals(whole.digest(), suspected.digest());
        for (Member member : members) {
            boolean counts = member.status().live();
            assertEquals(!counts, whole.without(member.id()).digest() == whole.digest());
            assertEquals(
                    !counts,
                    whole.with(member.with(member.incarnation() + 1, member.status()))
                                    .digest()
                            == whole.digest());
        }
    }

    @Property(tries = 100)
    void sumsAddUpToTheDigestAndShowWhereItDiffers(
            @ForAll("members") List<Member> members, @ForAll @IntRange(max = 10) int bits) {
        Roster roster = Roster.of(members);
        Sums sums = roster.sums(bits);
        assertEquals(1 << bits, sums.size());
        assertEquals(bits, sums.bits());
        long total = 0;
        for (int i = 0; i < sums.size(); i++) {
            total += sums.at(i);
        }
        assertEquals(roster.digest(), total);
        for (Member member : members.subList(0, Math.min(20, members.size()))) {
            Sums without = roster.without(member.id()).sums(bits);
            for (int i = 0; i < sums.size(); i++) {
                boolean here =
                        i == Roster.bucket(member.id(), bits) && member.status().live();
                assertEquals(!here, sums.at(i) == without.at(i));
            }
        }
    }

    @Example
    void aMemberNobodyKnewOrThatDidNotChangeChangesNothing() {
        Roster roster = Roster.of(List.of(Claims.member(1, 0, Status.ALIVE)));
        assertSame(roster, roster.with(Claims.member(1, 0, Status.ALIVE)));
        assertSame(roster, roster.without(2));
        assertNull(Roster.empty().draw(17));
        assertNull(Roster.empty().find(17));
        Member twice = Claims.member(1, 1, Status.DEAD);
        assertThrows(IllegalArgumentException.class, () -> Roster.of(List.of(twice, Claims.member(1, 0, Status.DEAD))));
        assertNotEquals(roster.digest(), roster.with(twice).digest());
    }

    /** Chi-square over 2,000 members with about 100 draws each; 3.09 standard deviations are one in a thousand. */
    @Example
    void drawsEveryMemberAlike() {
        Roster roster = Roster.empty();
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            roster = roster.with(Claims.member(i * 0x9E3779B97F4A7C15L, 0, Status.ALIVE));
        }
        SortedMap<Long, Integer> drawn = new TreeMap<>();
        Dice dice = new Dice(7);
        int draws = 0;
        while (draws < 100 * count) {
            Member member = roster.draw(dice.nextLong());
            if (member != null) {
                draws++;
                drawn.merge(member.id(), 1, Integer::sum);
            }
        }
        assertEquals(count, drawn.size());
        double chiSquare = drawn.values().stream()
                .mapToDouble(times -> (times - 100.0) * (times - 100.0) / 100)
                .sum();
        assertEquals(count, chiSquare, 3.09 * Math.sqrt(2.0 * count));
    }

    /** Otherwise the survivors of a large swarm would hardly find each other. */
    @Example
    void drawsWellAfterMostMembersWereForgotten() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            members.add(Claims.member(i * 0x9E3779B97F4A7C15L, 0, Status.ALIVE));
        }
        Roster roster = Roster.of(members);
        for (int i = 0; i < members.size(); i++) {
            roster = i % 200 == 0 ? roster : roster.without(members.get(i).id());
        }
        Dice dice = new Dice(1);
        int found = 0;
        for (int i = 0; i < 10_000; i++) {
            found += roster.draw(dice.nextLong()) == null ? 0 : 1;
        }
        assertEquals(100, roster.size());
        assertTrue(found > 2_500, found + " of 10,000 draws found somebody");
    }
}
