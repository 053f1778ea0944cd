package io.murmur.hierarchical.wire;

import java.util.Comparator;
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
                Combinators.combine(groups, terms(), ids, slices(), Arbitraries.integers(), stamps(), priorities())
                        .as(ElectionMessage.PreVote::new),
                Combinators.combine(groups, terms(), Arbitraries.integers(), ownTerms(), flags())
                        .as(ElectionMessage.PreVoteAnswer::new),
                Combinators.combine(groups, terms(), ids, slices(), stamps()).as(ElectionMessage.Vote::new),
                Combinators.combine(groups, terms(), ownTerms(), flags()).as(ElectionMessage.VoteAnswer::new),
                heartbeats(groups, ids),
                Combinators.combine(groups, terms(), counts(), stamps(), priorities())
                        .as(ElectionMessage.HeartbeatAck::new),
                Combinators.combine(groups, terms(), counts(), counts(), acks()).as(ElectionMessage.HeartbeatAcks::new),
                Combinators.combine(groups, terms(), ids, slices(), counts(), ids)
                        .as(ElectionMessage.Transfer::new),
                Combinators.combine(groups, terms(), counts()).as(ElectionMessage.Removal::new)));
    }

    private static Arbitrary<ElectionMessage> heartbeats(Arbitrary<Long> groups, Arbitrary<Long> ids) {
        Arbitrary<Electorate> electorates =
                Arbitraries.oneOf(Arbitraries.just(Electorate.NONE), electorates(lists(ids, Ids.MAX)));
        return Combinators.combine(
                        Combinators.combine(groups, terms(), ids, slices()).as(ElectionMessages::plain),
                        counts(),
                        Arbitraries.longs().between(1, ElectionMessage.LEASE_NANOS_MAX),
                        counts(),
                        lists(ids, ElectionMessage.DEPUTIES_MAX),
                        electorates)
                .as((plain, round, lease, number, deputies, configured) -> new ElectionMessage.Heartbeat(
                        plain.group(),
                        plain.term(),
                        plain.origin(),
                        plain.slice(),
                        round,
                        lease,
                        number,
                        configured.members().size() > 0 ? Ids.NONE : deputies,
                        configured));
    }

    /** Of these members, with every quorum that they can have. */
    static Arbitrary<Electorate> electorates(Arbitrary<Ids> members) {
        return Combinators.combine(
                        members.map(Electorate::of), Arbitraries.doubles().between(0, 1))
                .as((least, share) -> new Electorate(
                        least.members(),
                        least.quorum() + (int) (share * (least.members().size() - least.quorum()))));
    }

    private static ElectionMessage.Vote plain(long group, long term, long origin, Slice slice) {
        return new ElectionMessage.Vote(group, term, origin, slice, new Stamp(0, 0));
    }

    private static Arbitrary<Slice> slices() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, Ids.MAX - Slice.SPAN),
                        Arbitraries.oneOf(
                                Arbitraries.just(0), Arbitraries.integers().between(1, 0xFFFF)),
                        Arbitraries.integers().between(0, 0xFFFF))
                .as((first, members, lacking) ->
                        members == 0 ? Slice.NONE : new Slice(first, members, lacking & members));
    }

    private static Arbitrary<List<ElectionMessage.Ack>> acks() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, Ids.MAX - 1);
        return Combinators.combine(places, priorities(), flags())
                .as(ElectionMessage.Ack::new)
                .list()
                .uniqueElements(ElectionMessage.Ack::place)
                .ofMinSize(1)
                .ofMaxSize(Slice.SPAN)
                .map(list -> list.stream()
                        .sorted(Comparator.comparingInt(ElectionMessage.Ack::place))
                        .toList());
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

    private static Arbitrary<Integer> counts() {
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
