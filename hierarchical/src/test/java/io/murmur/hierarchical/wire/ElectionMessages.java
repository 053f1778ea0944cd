package io.murmur.hierarchical.wire;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any message there can be, with its extremes. */
public final class ElectionMessages {
    private ElectionMessages() {}

    /** Of any kind; all of one group. */
    public static Arbitrary<ElectionMessage> any(Arbitrary<Long> groups, Arbitrary<Long> ids) {
        return Arbitraries.oneOf(List.of(
                Combinators.combine(groups, terms(), Arbitraries.integers(), stamps(), priorities())
                        .as(ElectionMessage.PreVote::new),
                Combinators.combine(groups, terms(), Arbitraries.integers(), ownTerms(), flags())
                        .as(ElectionMessage.PreVoteAnswer::new),
                Combinators.combine(groups, terms(), stamps()).as(ElectionMessage.Vote::new),
                Combinators.combine(groups, terms(), ownTerms(), flags()).as(ElectionMessage.VoteAnswer::new),
                heartbeats(groups, ids),
                Combinators.combine(groups, terms(), rounds(), stamps(), priorities())
                        .as(ElectionMessage.HeartbeatAck::new),
                Combinators.combine(groups, terms(), ids).as(ElectionMessage.Transfer::new)));
    }

    private static Arbitrary<ElectionMessage> heartbeats(Arbitrary<Long> groups, Arbitrary<Long> ids) {
        return Combinators.combine(
                        groups,
                        terms(),
                        rounds(),
                        Arbitraries.longs().between(1, ElectionMessage.LEASE_NANOS_MAX),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        lists(ids, ElectionMessage.DEPUTIES_MAX),
                        lists(ids, Ids.MAX).map(Ids::sorted))
                .as(ElectionMessage.Heartbeat::new);
    }

    private static Arbitrary<Ids> lists(Arbitrary<Long> ids, int max) {
        return ids.list()
                .uniqueElements()
                .ofMaxSize(max)
                .map(list -> Ids.of(list.stream().mapToLong(Long::longValue).toArray()));
    }

    /** Any id of a member. */
    public static Arbitrary<Long> ids() {
        return Arbitraries.longs().filter(id -> id != 0);
    }

    private static Arbitrary<Long> terms() {
        return ownTerms().filter(term -> term > 0);
    }

    private static Arbitrary<Long> ownTerms() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 9), Arbitraries.longs().between(0, ElectionMessage.TERM_MAX));
    }

    private static Arbitrary<Integer> rounds() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 9), Arbitraries.integers().between(1, Integer.MAX_VALUE));
    }

    private static Arbitrary<Stamp> stamps() {
        return Combinators.combine(ownTerms(), Arbitraries.integers().between(0, Integer.MAX_VALUE))
                .as(Stamp::new);
    }

    private static Arbitrary<Integer> priorities() {
        return Arbitraries.integers().between(0, ElectionMessage.PRIORITY_MAX);
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
    }
}
