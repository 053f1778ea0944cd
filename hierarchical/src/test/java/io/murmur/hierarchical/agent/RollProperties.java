package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.roster.Address;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whom a member of a unit names to the others. */
class RollProperties {
    private static final long SECOND = 1_000_000_000L;
    private static final int ENOUGH = 10_000;

    /** Every fifth is somewhere unknown; the others' addresses are of both lengths. */
    private static Address address(long id) {
        return new Address(id % 2, (id % 2 == 0 ? 0xFFFFL << 32 : 0) + id, 1);
    }

    private static Roll roll() {
        return new Roll(id -> id % 5 == 0 ? null : address(id));
    }

    private static ElectionMessage.Circular question(Slice slice) {
        return new ElectionMessage.Vote(7, 1, 1, slice, new Stamp(1, 1));
    }

    private static ElectionMessage.Circular heartbeat() {
        return new ElectionMessage.Heartbeat(7, 1, 1, Slice.NONE, 1, SECOND, 1, Ids.NONE, Electorate.NONE);
    }

    private static Ids ids(long first, long last) {
        return Ids.of(LongStream.rangeClosed(first, last).toArray());
    }

    private static long[] known(LongStream ids) {
        return ids.filter(id -> id % 5 != 0).toArray();
    }

    @Property
    void namesTheSliceFirstThenWhoCameLastThenOthersAsManyAsFitAndNobodyTwice(
            @ForAll @IntRange(min = 1, max = 60) int before,
            @ForAll @IntRange(max = 12) int came,
            @ForAll @IntRange(max = 12) int cameLast,
            @ForAll @IntRange(max = 50) int first,
            @ForAll @IntRange(max = 0xFFFF) int places,
            @ForAll @IntRange(max = 1_200) int room) {
        Roll roll = roll();
        Ids members = ids(1, before + came + cameLast);
        roll.become(ids(1, before), 0);
        roll.become(ids(1, before + came), 0);
        roll.become(members, 0);
        Slice slice = places == 0 ? Slice.NONE : new Slice(first, places, 0);
        List<Contact> named = roll.beside(question(slice), room, 0);

        List<Set<Long>> turns = new ArrayList<>();
        turns.add(new HashSet<>());
        for (int place = 0; place < members.size(); place++) {
            if (slice.contains(place)) {
                turns.getFirst().add(members.at(place));
            }
        }
        turns.add(set(LongStream.rangeClosed(before + came + 1L, members.size())));
        turns.add(set(LongStream.rangeClosed(before + 1L, before + came)));
        turns.add(set(LongStream.rangeClosed(1, before)));
        int at = 0;
        Set<Long> already = new HashSet<>();
        for (Set<Long> turn : turns) {
            turn.removeIf(id -> id % 5 == 0 || already.contains(id));
            for (int left = turn.size(); left > 0 && at < named.size(); left--) {
                long id = named.get(at++).id();
                assertTrue(turn.contains(id) && already.add(id), id + " at " + (at - 1) + " of " + named);
            }
        }
        assertEquals(at, named.size());
        int bytes = named.stream().mapToInt(TreeCodec::bytes).sum();
        assertTrue(bytes <= room && named.size() <= TreeMessage.ROLL_MAX, bytes + " bytes");
        boolean all = named.size() == known(LongStream.rangeClosed(1, members.size())).length;
        boolean full =
                named.size() == TreeMessage.ROLL_MAX || room - bytes < TreeCodec.bytes(new Contact(1, address(1)));
        assertTrue(all || full, "there was room for more");
        named.forEach(contact -> assertEquals(address(contact.id()), contact.address()));
    }

    private static Set<Long> set(LongStream ids) {
        Set<Long> set = new HashSet<>();
        ids.forEach(set::add);
        return set;
    }

    /** However little room there is: each time the next ones have their turn. */
    @Property
    void namesEverybodyInTurn(
            @ForAll @IntRange(min = 1, max = Ids.MAX) int size, @ForAll @IntRange(min = 27, max = 1_200) int room) {
        Roll roll = roll();
        roll.become(ids(1, size), 0);
        Set<Long> named = new HashSet<>();
        for (int i = 0; i < size; i++) {
            roll.beside(question(Slice.NONE), room, 0).forEach(contact -> named.add(contact.id()));
        }
        assertEquals(set(LongStream.of(known(LongStream.rangeClosed(1, size)))), named);
    }

    @Property
    void heartbeatsTellItForFiveSecondsAfterAChangeAndQuestionsAlways(
            @ForAll @LongRange(max = 20 * SECOND) long changedNanos,
            @ForAll @LongRange(max = 20 * SECOND) long passedNanos) {
        Roll roll = roll();
        roll.become(ids(1, 9), 0);
        roll.become(ids(1, 8), changedNanos);
        long nowNanos = changedNanos + passedNanos;
        assertEquals(
                passedNanos >= 5 * SECOND,
                roll.beside(heartbeat(), ENOUGH, nowNanos).isEmpty());
        assertFalse(roll.beside(question(Slice.NONE), ENOUGH, nowNanos).isEmpty());
    }

    @Example
    void namesNobodyWhoIsNoMemberAnyMore() {
        Roll roll = roll();
        roll.become(ids(1, 4), 0);
        roll.become(ids(1, 9), 0);
        roll.become(ids(1, 6), 0);
        List<Long> named =
                roll.beside(heartbeat(), ENOUGH, 0).stream().map(Contact::id).toList();
        assertEquals(Set.of(1L, 2L, 3L, 4L, 6L), Set.copyOf(named));
        assertEquals(6L, named.getFirst(), "who came last and is there still");
    }
}
