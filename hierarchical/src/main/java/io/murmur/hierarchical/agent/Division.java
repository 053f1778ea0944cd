package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.agent.Neighbours.Neighbour;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.hierarchical.wire.TreeMessage.Founding.Half;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A leader divides its group in two: what it decrees, and who is told by whom. */
final class Division {
    private final Ranks ranks;
    private final Post post;
    private final List<Contact> below;
    private final List<Contact> beyond;
    private final Descriptor above;
    private final TreeMessage.Founding lower;
    private final TreeMessage.Founding upper;

    /** Of the group that this agent leads by a post, with these members in the order of their sites. */
    Division(Ranks ranks, Post post, List<Neighbour> sorted) {
        this.ranks = ranks;
        this.post = post;
        int border = Neighbours.border(sorted);
        List<Contact> members = sorted.stream().map(Neighbour::contact).toList();
        this.below = members.subList(0, border);
        this.beyond = members.subList(border, members.size());
        this.above = aboveBoth();
        Side side = new Side(sorted.get(border).site(), false);
        Half first = half(side, below);
        Half second = half(side.opposite(), beyond);
        this.lower = founding(side, first, below, second);
        this.upper = founding(side.opposite(), second, beyond, first);
    }

    // --- what is decreed -------------------------------------------------------------------------------------------

    TreeMessage.Founding lower() {
        return lower;
    }

    TreeMessage.Founding upper() {
        return upper;
    }

    /** The unit that both halves will be part of: that of the group, or a new one if it had none. */
    Descriptor above() {
        return above;
    }

    /** How many members there were. */
    int size() {
        return below.size() + beyond.size();
    }

    private Descriptor aboveBoth() {
        Descriptor known = ranks.place().unit(post.level + 1);
        if (known == null) {
            long id = Mixing.of(post.group ^ Mixing.of(post.election.term())) | 1;
            return new Descriptor(id, post.level + 1, 0, 1, List.of(ranks.self()));
        }
        return known.brief();
    }

    private Half half(Side side, List<Contact> members) {
        long turn = 2 * post.election.term() + (side.upper() ? 1 : 0);
        Contact first = first(members);
        List<Contact> nodes = Stream.concat(
                        Stream.of(first), members.stream().filter(member -> member.id() != first.id() && knows(member)))
                .limit(Descriptor.BRIEF_NODES)
                .toList();
        return new Half(Mixing.of(post.group + Mixing.of(turn)) | 1, nodes);
    }

    private TreeMessage.Founding founding(Side side, Half half, List<Contact> members, Half other) {
        Ids founders = Ids.of(LongStream.concat(
                        LongStream.of(half.first().id()), members.stream().mapToLong(Contact::id))
                .distinct()
                .limit(TreeMessage.FOUNDERS_MAX)
                .sorted()
                .toArray());
        return new TreeMessage.Founding(
                post.level, post.group, post.election.term(), side, half, founders, other, above, List.of());
    }

    /** This agent leads its half on; the first deputy that is there, or anybody, leads the other. */
    private Contact first(List<Contact> members) {
        LongStream named = LongStream.concat(
                LongStream.of(ranks.self().id()),
                Arrays.stream(post.election.deputies().toArray()));
        return named.boxed()
                .flatMap(id -> members.stream().filter(member -> member.id() == id))
                .findFirst()
                .orElseGet(members::getFirst);
    }

    /** Whether a member knows the others: who has no vote in a unit yet knows hardly anybody there but its leader. */
    private boolean knows(Contact member) {
        return post.level == 0 || post.election.configuration().contains(member.id());
    }

    // --- who is told -----------------------------------------------------------------------------------------------

    /**
     * Those who are to lead the halves first, and then the others, by way of each other: of so many each at most. Who is to lead
     * a part of a unit, or speaks for it and may have to, must know where the others are before it can ask them.
     */
    void tell(Tellings tellings, int relaysMax) {
        instruct(tellings, lower, below);
        instruct(tellings, upper, beyond);
        spread(tellings, lower, below, relaysMax);
        spread(tellings, upper, beyond, relaysMax);
        acquaint(tellings, lower, below);
        acquaint(tellings, upper, beyond);
    }

    private static void instruct(Tellings tellings, TreeMessage.Founding decree, List<Contact> members) {
        tellings.add(decree.half().first(), decree);
        call(tellings, decree, members, decree.half().first());
    }

    private static void acquaint(Tellings tellings, TreeMessage.Founding decree, List<Contact> members) {
        decree.half().nodes().stream().skip(1).forEach(node -> call(tellings, decree, members, node));
    }

    /** Tells one member of a part of a unit where all of them are. */
    private static void call(Tellings tellings, TreeMessage.Founding decree, List<Contact> members, Contact node) {
        for (int from = 0; decree.level() > 0 && from < members.size(); from += TreeMessage.ROLL_MAX) {
            int to = Math.min(members.size(), from + TreeMessage.ROLL_MAX);
            tellings.add(node, new TreeMessage.Roll(decree.half().group(), members.subList(from, to)));
        }
    }

    /** Who knows nobody else would not take it from them, and is told by the leader itself. */
    private void spread(Tellings tellings, TreeMessage.Founding decree, List<Contact> members, int relaysMax) {
        Map<Boolean, List<Contact>> others = members.stream()
                .filter(member -> member.id() != ranks.self().id())
                .filter(member -> member.id() != decree.half().first().id())
                .collect(Collectors.partitioningBy(this::knows));
        relay(tellings, decree, others.getOrDefault(true, List.of()), relaysMax);
        others.getOrDefault(false, List.of()).forEach(member -> tellings.add(member, decree));
    }

    /** Those who speak for the group relay it, as far as there are enough: the most of the others know them. */
    private void relay(Tellings tellings, TreeMessage.Founding decree, List<Contact> members, int relaysMax) {
        Descriptor group = ranks.place().unit(post.level);
        List<Contact> ordered = members.stream()
                .sorted(Comparator.comparing(member -> group == null || group.numberOf(member.id()) < 0))
                .toList();
        int each = 1 + Math.min(relaysMax, TreeCodec.relays(decree));
        int relays = Math.ceilDiv(ordered.size(), each);
        List<Contact> others = ordered.subList(relays, ordered.size());
        for (int i = 0; i < relays; i++) {
            List<Contact> slice = others.subList(i * others.size() / relays, (i + 1) * others.size() / relays);
            tellings.add(ordered.get(i), decree.relayedTo(slice));
        }
    }
}
