package io.murmur.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Samples.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class StateProperties {

    private final Hasher hasher = new Hasher();
    private final State empty = State.empty(Limits.DEFAULT);

    @Provide
    Arbitrary<State> states() {
        return Samples.states(hasher);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Samples.steps(hasher);
    }

    @Provide
    Arbitrary<Entry> entries() {
        return Samples.entries(hasher);
    }

    @Property
    void joinIsCommutative(@ForAll("states") State a, @ForAll("states") State b) {
        assertSound(a.join(b));
        assertEquals(a.join(b), b.join(a));
    }

    @Property
    void joinIsAssociative(@ForAll("states") State a, @ForAll("states") State b, @ForAll("states") State c) {
        assertEquals(a.join(b).join(c), a.join(b.join(c)));
    }

    @Property
    void joinIsIdempotent(@ForAll("states") State a, @ForAll("states") State b) {
        assertSame(a, a.join(a));
        State both = a.join(b);
        assertEquals(both, both.join(b));
        assertEquals(both, a.join(both));
    }

    /** Follows the definition entry by entry. */
    @Property
    void joinIsWhatItSaysItIs(@ForAll("states") State a, @ForAll("states") State b) {
        State high = b.watermark() > a.watermark() ? b : a;
        State low = b.watermark() > a.watermark() ? a : b;
        State both = a.join(b);
        assertEquals(high.watermark(), both.watermark());
        int size = 0;
        for (Hash hash : Samples.places(hasher)) {
            Entry best = high.get(hash);
            Entry other = low.get(hash);
            if (other != null
                    && (low.watermark() == high.watermark() || other.version() > high.watermark())
                    && (best == null || other.supersedes(best))) {
                best = other;
            }
            assertEquals(best, both.get(hash));
            size += best == null ? 0 : 1;
        }
        assertEquals(size, both.size());
    }

    @Property
    void applyingInAnyOrderInAnyBatchesLeadsToTheSameState(
            @ForAll @Size(max = 20) List<@From("entries") Entry> entries, @ForAll Random random) {
        List<Entry> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        int cut = random.nextInt(entries.size() + 1);
        State atOnce = empty.apply(entries);
        State inParts = empty.apply(shuffled.subList(0, cut)).apply(shuffled.subList(cut, shuffled.size()));
        State oneByOne = empty;
        for (Entry entry : shuffled) {
            oneByOne = oneByOne.apply(List.of(entry));
        }
        assertSound(atOnce);
        assertEquals(atOnce, inParts);
        assertEquals(atOnce, oneByOne);
        assertSame(atOnce, atOnce.apply(shuffled));
    }

    @Property
    void equalRootsMeanEqualStates(@ForAll("states") State a, @ForAll("states") State b) {
        boolean same = a.watermark() == b.watermark() && Samples.entriesOf(a).equals(Samples.entriesOf(b));
        assertEquals(same, a.root(hasher).equals(b.root(hasher)));
        assertEquals(same, a.equals(b));
    }

    @Property
    void versionsNeverGoBackAndTheCollectedNeverReturns(@ForAll("steps") List<Step> steps) {
        List<State> history = Samples.history(steps, hasher);
        for (int i = 1; i < history.size(); i++) {
            State before = history.get(i - 1);
            State after = history.get(i);
            assertSound(after);
            assertTrue(after.watermark() >= before.watermark());
            for (Entry entry : before.trie()) {
                Entry now = after.get(entry.key());
                if (now == null) {
                    assertTrue(entry.isTombstone() && entry.version() <= after.watermark());
                } else {
                    assertTrue(now.equals(entry) || now.supersedes(entry));
                }
            }
            for (Entry entry : after.trie()) {
                assertTrue(entry.equals(before.get(entry.key())) || entry.version() > before.watermark());
            }
        }
    }

    /** What two agents do that meet: nothing but judging, applying, discarding and adopting. */
    @Property
    void exchangingEntriesIsJoining(@ForAll("states") State a, @ForAll("states") State b) {
        State joined = a.join(b);
        State a2 = followed(a, b);
        State b2 = followed(b, a);
        assertEquals(joined, followed(a2, b2));
        assertEquals(joined, followed(b2, a2));
    }

    private State followed(State mine, State theirs) {
        List<Hash> unknownToThem = new ArrayList<>();
        for (Entry entry : mine.trie()) {
            if (theirs.get(entry.key()) == null) {
                unknownToThem.add(entry.key());
            }
        }
        State applied = mine.apply(Samples.entriesOf(theirs), theirs.watermark());
        State result = applied.discard(unknownToThem, theirs.watermark()).adopt(theirs.watermark());
        assertSound(result);
        return result;
    }

    @Property
    void whatWasNewSinceARootLeadsFromThereToHere(@ForAll("steps") List<Step> steps) {
        List<State> history = Samples.history(steps, hasher);
        State last = history.getLast();
        boolean remembered = true;
        for (State state : history.reversed()) {
            remembered &= state.watermark() == last.watermark();
            List<Entry> news = last.since(state.root(hasher), Scope.GROUP, hasher);
            assertEquals(remembered, news != null);
            if (news != null) {
                assertEquals(last, state.apply(news, last.watermark()));
                news.forEach(entry -> assertFalse(entry.equals(state.get(entry.key()))));
                news.forEach(entry -> assertSame(entry, last.get(entry.key())));
            }
        }
    }

    @Property
    void appliesExactlyWhatItJudgesFresh(@ForAll("states") State state, @ForAll("entries") Entry entry) {
        State after = state.apply(List.of(entry));
        switch (state.judge(entry)) {
            case FRESH -> {
                assertEquals(entry, after.get(entry.key()));
                assertEquals(Verdict.DUPLICATE, after.judge(entry));
            }
            case DUPLICATE -> {
                assertSame(state, after);
                assertEquals(entry, state.get(entry.key()));
            }
            case STALE -> {
                assertSame(state, after);
                Entry own = state.get(entry.key());
                assertNotNull(own);
                assertTrue(own.supersedes(entry));
            }
            case BEHIND_WATERMARK -> {
                assertSame(state, after);
                assertTrue(entry.version() <= state.watermark());
            }
            case TOO_LARGE, FULL -> throw new AssertionError("these states have room");
        }
    }

    private void assertSound(State state) {
        List<Entry> entries = Samples.entriesOf(state);
        assertEquals(state.size(), entries.size());
        assertEquals(
                state.bytes(), entries.stream().mapToLong(Entry::encodedLength).sum());
        assertEquals(
                state.tombstones(), entries.stream().filter(Entry::isTombstone).count());
        assertTrue(entries.stream().noneMatch(entry -> entry.isTombstone() && entry.version() <= state.watermark()));
        assertEquals(hasher.root(state.trie().hash(hasher), state.watermark()), state.root());
    }
}
