package io.murmur.hierarchical.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.murmur.protocol.roster.Address;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/** A group of a unit is listed, or out of reach, or neither; whoever knows the same has the same digest. */
class DirectoryProperties {
    private static final long UNIT = 1_000;

    private static Descriptor group(long id) {
        return new Descriptor(id, 0, 1, 1, List.of());
    }

    private static Directory listing(List<Integer> ids) {
        return Directory.of(UNIT, 1, ids.stream().map(id -> group(id)).toList());
    }

    @Property
    void whatIsMissedIsNotListedUntilItIsBack(
            @ForAll @Size(min = 1, max = 20) @UniqueElements List<@IntRange(min = 1, max = 200) Integer> ids) {
        Directory all = listing(ids);
        long first = ids.getFirst();
        Directory lacking = all.missing(new Absence(first, 7));
        assertNull(lacking.find(first));
        assertEquals(List.of(new Absence(first, 7)), lacking.absent());
        assertNotEquals(all.without(first).digest(), lacking.digest(), "that it is missed is told");
        assertEquals(all.digest(), lacking.with(group(first)).digest());
        assertEquals(List.of(), lacking.with(group(first)).absent());
        assertEquals(all.without(first).digest(), lacking.without(first).digest());
    }

    @Property
    void otherChangesLeaveTheMissedMissing(
            @ForAll @Size(min = 3, max = 20) @UniqueElements List<@IntRange(min = 1, max = 200) Integer> ids) {
        Absence absence = new Absence(ids.getFirst(), 7);
        Directory lacking = listing(ids).missing(absence).with(group(500)).without(ids.get(1));
        assertEquals(List.of(absence), lacking.absent());
        assertEquals(
                List.of(absence),
                lacking.with(new Descriptor(500, 0, 2, 1, List.of())).absent());
    }

    @Property
    void theDigestDoesNotDependOnTheOrder(
            @ForAll @Size(min = 1, max = 20) @UniqueElements List<@IntRange(min = 1, max = 200) Integer> ids) {
        Directory one = Directory.empty(UNIT, 1);
        List<Absence> absences = new ArrayList<>();
        for (int id : ids) {
            one = one.missing(new Absence(id, id));
            absences.addFirst(new Absence(id, id));
        }
        assertEquals(one.digest(), Directory.empty(UNIT, 1).lacking(absences).digest());
    }

    @Property
    void noMoreAreRememberedThanFitAMessage(@ForAll @IntRange(min = 1, max = 200) int count) {
        Directory directory = Directory.empty(UNIT, 1);
        for (int id = 1; id <= count; id++) {
            directory = directory.missing(new Absence(id, id));
        }
        assertEquals(Math.min(count, Directory.ABSENT_MAX), directory.absent().size());
        assertEquals(count, directory.absent().getLast().group());
    }

    @Property
    void whoLedTheLatestOfThoseThatFellSilentIsRemembered(@ForAll @IntRange(min = 1, max = 20) int count) {
        Directory directory = Directory.empty(UNIT, 1);
        for (int id = 1; id <= count; id++) {
            Contact leader = new Contact(1_000 + id, new Address(0, id, 7_946));
            directory =
                    directory.with(new Descriptor(id, 0, 1, 1, List.of(leader))).missing(new Absence(id, id));
        }
        for (Absence absence : directory.absent()) {
            Contact last = absence.last();
            boolean latest = absence.group() > count - Directory.LAST_MAX;
            assertEquals(latest ? 1_000 + absence.group() : 0, last == null ? 0 : last.id());
        }
    }
}
