package io.murmur.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
import io.murmur.protocol.state.Samples.Step;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** What the swarm shares and what a group shares live in one state and know nothing of each other. */
class ScopeProperties {
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

    private static List<Entry> of(Scope scope, State state) {
        List<Entry> entries = new ArrayList<>();
        state.forEach(scope, entries::add);
        return entries;
    }

    /** A state with the swarm's part of one and the group's part of another. */
    private State mixed(State swarms, State groups) {
        return empty.apply(of(Scope.SWARM, swarms)).apply(of(Scope.GROUP, groups));
    }

    @Property
    void aStateIsItsPartsAndEachEntryIsInItsOwn(@ForAll("states") State state) {
        List<Entry> parts = new ArrayList<>(of(Scope.SWARM, state));
        parts.addAll(of(Scope.GROUP, state));
        assertEquals(Samples.entriesOf(state), parts);
        for (Scope scope : List.of(Scope.GROUP, Scope.SWARM)) {
            List<Entry> part = of(scope, state);
            assertTrue(part.stream().allMatch(entry -> entry.scope() == scope));
            assertEquals(part.size(), state.size(scope));
        }
    }

    @Property
    void swarmRootsAreEqualExactlyWhenTheSwarmPartsAre(@ForAll("states") State a, @ForAll("states") State b) {
        assertEquals(
                of(Scope.SWARM, a).equals(of(Scope.SWARM, b)),
                a.root(Scope.SWARM, hasher).equals(b.root(Scope.SWARM, hasher)));
        assertEquals(a.root(Scope.SWARM, hasher), mixed(a, b).root(Scope.SWARM, hasher));
        assertNotEquals(a.root(Scope.SWARM, hasher), a.root(hasher));
    }

    /** Asked before or after the state's own root, which lets the trie go. */
    @Property
    void theSwarmRootIsThatOfTheFirstHalf(@ForAll("states") State state, @ForAll boolean wholeFirst) {
        State fresh = mixed(state, state);
        if (wholeFirst) {
            assertEquals(hasher.root(fresh.trie().hash(hasher), fresh.watermark()), fresh.root(hasher));
        }
        assertEquals(hasher.swarmRoot(fresh.trie().hashAt(1, 0, hasher)), fresh.root(Scope.SWARM, hasher));
    }

    @Property
    void oneKeyUnderTwoScopesIsTwoEntriesThatNeverReplaceEachOther(
            @ForAll("states") State state, @ForAll @AlphaChars @StringLength(min = 1, max = 9) String key) {
        Entry swarms = Entry.put(new Origin(99, 1, Scope.SWARM), Samples.bytes(key), new byte[1], hasher);
        Entry groups = Entry.tombstone(new Origin(100, 2, Scope.GROUP), Samples.bytes(key), hasher);
        State both = state.apply(List.of(swarms)).apply(List.of(groups));
        assertEquals(swarms, both.get(Scope.SWARM, Samples.bytes(key), hasher));
        assertEquals(groups, both.get(Scope.GROUP, Samples.bytes(key), hasher));
        assertEquals(both, state.apply(List.of(groups, swarms)));
        assertEquals(swarms.key().beginning(true), groups.key());
    }

    @Property
    void joiningOnePartLeavesTheOtherAlone(@ForAll("states") State a, @ForAll("states") State b) {
        State left = mixed(a, a);
        State right = mixed(b, b);
        assertEquals(of(Scope.SWARM, mixed(a, b).join(right)), of(Scope.SWARM, left.join(right)));
        assertEquals(of(Scope.GROUP, left), of(Scope.GROUP, left.join(mixed(b, empty))));
    }

    /** Whoever shared the swarm's part with a forerunner is told just what makes it equal again, and nothing of the group. */
    @Property
    void theStepsSinceASwarmRootLeadToTheSwarmPart(@ForAll("steps") List<Step> steps) {
        List<State> history = Samples.history(steps, hasher);
        State last = history.getLast();
        for (State before : history) {
            List<Entry> news = last.since(before.root(Scope.SWARM, hasher), Scope.SWARM, hasher);
            if (news != null) {
                assertTrue(news.stream().allMatch(entry -> entry.scope() == Scope.SWARM));
                State elsewhere = before.carried(Scope.SWARM).apply(news);
                assertEquals(last.root(Scope.SWARM, hasher), elsewhere.root(Scope.SWARM, hasher));
            }
        }
    }

    @Property
    void whatIsCarriedToAnotherGroupReachesItAndClaimsNoWatermark(@ForAll("states") State state) {
        State abroad = state.carried(Scope.SWARM);
        assertEquals(of(Scope.SWARM, state), Samples.entriesOf(abroad));
        assertEquals(Version.NEVER, abroad.watermark());
        assertEquals(state.root(Scope.SWARM, hasher), abroad.root(Scope.SWARM, hasher));
        assertEquals(Samples.entriesOf(state), Samples.entriesOf(state.carried(Scope.GROUP)));
        assertEquals(Version.NEVER, state.carried(Scope.GROUP).watermark());
    }

    @Property
    void anyGroupProvesTheSwarmsKeysToAnother(@ForAll("states") State a, @ForAll("states") State b) {
        State elsewhere = mixed(a, b);
        for (Hash place : Samples.places(hasher)) {
            Proof proof = elsewhere.prove(place, Scope.SWARM, hasher);
            Proof.Verdict verdict = proof.verify(a.root(Scope.SWARM, hasher), place, hasher);
            Entry held = a.get(place);
            if (place.bit(0)) {
                assertEquals(new Proof.Verdict.Invalid(), verdict);
            } else {
                assertEquals(
                        held == null ? new Proof.Verdict.Absent() : new Proof.Verdict.Present(held.contentHash()),
                        verdict);
            }
        }
    }
}
