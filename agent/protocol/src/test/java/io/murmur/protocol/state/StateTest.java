package io.murmur.protocol.state;

import static io.murmur.protocol.state.Samples.put;
import static io.murmur.protocol.state.Samples.tombstone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateTest {

    private final Hasher hasher = new Hasher();
    private final State empty = State.empty(Limits.DEFAULT);

    @Test
    void appliesANewerVersionExactlyOnce() {
        Entry older = put(1, "a", hasher);
        Entry newer = put(2, "a", hasher);
        State state = empty.apply(List.of(older)).apply(List.of(newer));
        assertSame(newer, state.get(newer.key()));
        assertEquals(Verdict.DUPLICATE, state.judge(newer));
        assertEquals(Verdict.STALE, state.judge(older));
        assertSame(state, state.apply(List.of(newer, older)));
    }

    @Test
    void hashesItsRootOnceAndOnlyWhatChanged() {
        State state = empty.apply(List.of(put(1, "a", hasher), put(1, "b", hasher)));
        Entry news = put(2, "a", hasher);
        long before = hasher.count();
        State after = state.apply(List.of(news));
        long applying = hasher.count() - before;
        assertEquals(after.root(), after.root());
        assertNotEquals(state.root(), after.root());
        assertSame(after, after.apply(List.of(news)));
        assertSame(after, after.join(after));
        assertEquals(applying, hasher.count() - before);
    }

    @Test
    void aCollectedDeletionDoesNotReturn() {
        Entry written = put(3, "a", hasher);
        Entry deleted = tombstone(4, "a", hasher);
        State collected = empty.apply(List.of(written)).apply(List.of(deleted)).collect(5);
        assertEquals(0, collected.size());
        assertEquals(0, collected.tombstones());
        assertEquals(Verdict.BEHIND_WATERMARK, collected.judge(written));
        assertEquals(Verdict.BEHIND_WATERMARK, collected.judge(deleted));
        assertSame(collected, collected.apply(List.of(written, deleted)));
        State slept = empty.apply(List.of(written));
        assertEquals(collected, slept.join(collected));
        assertEquals(collected, slept.discard(List.of(written.key()), 5).adopt(5));
    }

    @Test
    void collectsOnlyTombstonesAndOnlyUpToTheWatermark() {
        State state = empty.apply(List.of(put(1, "a", hasher), tombstone(2, "b", hasher), tombstone(6, "c", hasher)));
        State collected = state.collect(5);
        assertEquals(2, collected.size());
        assertEquals(1, collected.tombstones());
        assertSame(collected, collected.collect(5));
        assertSame(collected, collected.collect(4));
    }

    @Test
    void believesAnOldEntryFromAStateThatIsNoFurtherBehind() {
        State state = empty.collect(5);
        Entry old = put(3, "a", hasher);
        assertEquals(Verdict.BEHIND_WATERMARK, state.judge(old, 4));
        assertEquals(Verdict.FRESH, state.judge(old, 5));
        assertEquals(Verdict.FRESH, state.judge(old, 6));
        assertEquals(Verdict.BEHIND_WATERMARK, state.judge(tombstone(3, "a", hasher), 5));
        assertEquals(Verdict.BEHIND_WATERMARK, state.judge(tombstone(6, "a", hasher), 6));
    }

    @Test
    void looksOnlyAtTheBestOfSeveralEntriesForOneKey() {
        Entry older = put(2, "a", hasher);
        Entry newer = put(3, "a", hasher);
        State state = empty.apply(List.of(newer));
        assertEquals(Verdict.FRESH, state.judge(older, 5));
        assertSame(state, state.apply(List.of(older, newer), 5));
    }

    @Test
    void discardsOnlyWhatIsBehindTheirHigherWatermark() {
        Entry old = put(3, "a", hasher);
        Entry recent = put(7, "b", hasher);
        State state = empty.apply(List.of(old, recent));
        State less = state.discard(List.of(recent.key(), old.key(), old.key()), 5);
        assertEquals(List.of(recent), Samples.entriesOf(less));
        assertSame(state, state.discard(List.of(old.key()), Version.NEVER));
        assertSame(less, less.discard(List.of(old.key()), 5));
    }

    @Test
    void isFullAtItsLimitsButTakesWhatNeedsNoRoom() {
        Limits limits = new Limits(8, 4, 2, 100);
        State state = State.empty(limits).apply(List.of(put(1, "a", hasher), put(1, "b", hasher)));
        assertEquals(2, state.size());
        assertEquals(Verdict.FULL, state.judge(put(9, "c", hasher)));
        assertEquals(Verdict.FRESH, state.judge(put(9, "a", hasher)));
        assertEquals(Verdict.FRESH, state.judge(tombstone(9, "a", hasher)));
        assertSame(state, state.apply(List.of(put(9, "c", hasher))));
        State narrow = State.empty(new Limits(8, 4, 2, 24)).apply(List.of(put(1, "a", hasher)));
        assertEquals(24, narrow.bytes());
        assertEquals(Verdict.FULL, narrow.judge(Samples.entry(2, 0, "a", 2, hasher)));
        assertEquals(Verdict.FULL, narrow.judge(put(2, "b", hasher)));
    }

    @Test
    void stopsFillingUpWithinOneBatch() {
        State state = State.empty(new Limits(8, 4, 2, 1000))
                .apply(List.of(put(1, "a", hasher), put(1, "b", hasher), put(1, "c", hasher)));
        assertEquals(2, state.size());
    }

    @Test
    void refusesWhatIsLongerThanItsLimits() {
        State state = State.empty(new Limits(2, 1, 9, 1000));
        assertEquals(Verdict.TOO_LARGE, state.judge(put(1, "abc", hasher)));
        assertEquals(Verdict.TOO_LARGE, state.judge(Samples.entry(1, 0, "a", 2, hasher)));
        assertEquals(Verdict.FRESH, state.judge(Samples.entry(1, 0, "a", 3, hasher)));
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, Limits.VALUE_BYTES_CEILING + 1, 1, 1));
    }

    @Test
    void provesAnEntryAndItsAbsenceToAStranger() {
        Entry entry = put(1, "a", hasher);
        State state = empty.apply(List.of(entry, put(9, "b", hasher))).collect(5);
        assertEquals(
                new Proof.Verdict.Present(entry.contentHash()),
                state.prove(entry.key(), hasher).verify(state.root(), entry.key(), hasher));
        Entry absent = put(1, "c", hasher);
        assertEquals(
                new Proof.Verdict.Absent(),
                state.prove(absent.key(), hasher).verify(state.root(), absent.key(), hasher));
        assertEquals(5, state.prove(absent.key(), hasher).watermark());
    }

    @Test
    void remembersABoundedPast() {
        List<State> history = new ArrayList<>(List.of(empty));
        for (int i = 1; i <= Lineage.STEPS_MAX + 1; i++) {
            history.add(history.getLast().apply(List.of(put(i, "key" + i, hasher))));
        }
        State last = history.getLast();
        assertNull(last.since(history.get(0).root(), Scope.GROUP, hasher));
        assertEquals(Lineage.STEPS_MAX, size(last.since(history.get(1).root(), Scope.GROUP, hasher)));
        assertEquals(List.of(), last.since(last.root(), Scope.GROUP, hasher));
        State shorter = last.apply(many(Lineage.ENTRIES_MAX - 1));
        assertEquals(
                Lineage.ENTRIES_MAX,
                size(shorter.since(history.get(Lineage.STEPS_MAX).root(), Scope.GROUP, hasher)));
        assertNull(shorter.since(history.get(Lineage.STEPS_MAX - 1).root(), Scope.GROUP, hasher));
        State tooMany = last.apply(many(Lineage.ENTRIES_MAX + 1));
        assertNull(tooMany.since(last.root(), Scope.GROUP, hasher));
        assertEquals(List.of(), tooMany.since(tooMany.root(), Scope.GROUP, hasher));
    }

    @Test
    void forgetsStepsTooLongToKeep() {
        byte[] value = new byte[Limits.VALUE_BYTES_CEILING];
        List<Entry> large = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            large.add(Entry.put(new Origin(1, 1, Scope.SWARM), new byte[] {(byte) i}, value, hasher));
        }
        State before = empty.apply(large.subList(0, 1));
        State after = before.apply(large.subList(1, 15));
        assertEquals(14, size(after.since(before.root(), Scope.GROUP, hasher)));
        assertEquals(15, size(after.since(empty.root(), Scope.GROUP, hasher)));
        State beyond = after.apply(large.subList(15, 16));
        assertEquals(15, size(beyond.since(before.root(), Scope.GROUP, hasher)));
        assertNull(beyond.since(empty.root(), Scope.GROUP, hasher));
    }

    private List<Entry> many(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(put(1, "many" + i, hasher));
        }
        return entries;
    }

    private static int size(@Nullable List<Entry> entries) {
        return entries == null ? -1 : entries.size();
    }
}
