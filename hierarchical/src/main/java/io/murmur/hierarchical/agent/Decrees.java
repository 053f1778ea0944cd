package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Election;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How a group ends: its leader divides it in two, or has it join another. All that a member must know is in one message,
 * and whoever knows of a decree tells those who still speak in the name of the group that is no more, so that it reaches
 * everyone even if the leader that made it is gone.
 */
final class Decrees {
    private static final int REMEMBERED_MAX = 16;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Moves moves;
    private final Neighbours neighbours;
    private final Tellings tellings;
    private Map<Long, List<TreeMessage>> ended = Collections.emptyMap();

    Decrees(Local local, HierarchySettings settings, Ranks ranks, Moves moves) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.moves = moves;
        this.tellings = new Tellings(local, settings);
        this.neighbours = new Neighbours(local, ranks);
    }

    // --- dividing --------------------------------------------------------------------------------------------------

    /** Divides the group that this agent leads at a level in two. */
    void divide(Post post) {
        if (ended.containsKey(post.group)) {
            return; // decreed before
        }
        List<Neighbours.Neighbour> sorted = neighbours.sorted(post.level);
        int border = Neighbours.border(sorted);
        Site pivot = sorted.get(border).site();
        Descriptor above = above(post);
        List<Contact> members =
                sorted.stream().map(Neighbours.Neighbour::contact).toList();
        List<Contact> below = members.subList(0, border);
        List<Contact> beyond = members.subList(border, members.size());
        TreeMessage.Founding lower = founding(post, new Side(pivot, false), below, above);
        TreeMessage.Founding upper = founding(post, new Side(pivot, true), beyond, above);
        local.observe(new TreeEvent.Divided(post.level, post.group, members.size()));
        instruct(lower, below);
        instruct(upper, beyond);
        for (int i = 0; i < Math.max(below.size(), beyond.size()); i++) {
            if (i < below.size()) {
                tellings.add(below.get(i), lower);
            }
            if (i < beyond.size()) {
                tellings.add(beyond.get(i), upper);
            }
        }
        remember(post.group, List.of(lower, upper));
        boolean founds = post.level + 1 > ranks.place().top();
        tellings.hurry();
        apply(lower.side().holds(neighbours.site(post.level)) ? lower : upper);
        if (founds) {
            ranks.foundAbove(above);
        }
        tellings.tell();
    }

    /** Who is to lead a part of a unit must know where the others are before it can ask them. */
    private void instruct(TreeMessage.Founding decree, List<Contact> members) {
        tellings.add(decree.first(), decree);
        for (int from = 0; decree.level() > 0 && from < members.size(); from += TreeMessage.ROLL_MAX) {
            int to = Math.min(members.size(), from + TreeMessage.ROLL_MAX);
            tellings.add(decree.first(), new TreeMessage.Roll(decree.founded(), members.subList(from, to)));
        }
    }

    /** The unit that both halves will be part of: that of the group, or a new one if it had none. */
    private Descriptor above(Post post) {
        Descriptor above = ranks.place().unit(post.level + 1);
        if (above == null) {
            long id = Mixing.of(post.group ^ Mixing.of(post.election.term())) | 1;
            return new Descriptor(id, post.level + 1, 0, 1, List.of(ranks.self()));
        }
        return above.brief();
    }

    private TreeMessage.Founding founding(Post post, Side side, List<Contact> members, Descriptor above) {
        long turn = 2 * post.election.term() + (side.upper() ? 1 : 0);
        long founded = Mixing.of(post.group + Mixing.of(turn)) | 1;
        Contact first = first(members, post.election);
        Ids founders = Ids.of(
                LongStream.concat(LongStream.of(first.id()), members.stream().mapToLong(Contact::id))
                        .distinct()
                        .limit(TreeMessage.FOUNDERS_MAX)
                        .sorted()
                        .toArray());
        return new TreeMessage.Founding(
                post.level, post.group, post.election.term(), side, founded, first, founders, above);
    }

    /** This agent leads its half on; the first deputy that is there, or anybody, leads the other. */
    private Contact first(List<Contact> members, Election election) {
        LongStream named = LongStream.concat(
                LongStream.of(local.id()), Arrays.stream(election.deputies().toArray()));
        return named.boxed()
                .flatMap(id -> members.stream().filter(member -> member.id() == id))
                .findFirst()
                .orElseGet(members::getFirst);
    }

    // --- being told ------------------------------------------------------------------------------------------------

    /** A decree about a group of this agent's came from its leader or from a mate that heard it before. */
    void receive(TreeMessage.Founding decree) {
        remember(decree.group(), List.of(decree));
        if (decree.side().holds(neighbours.site(decree.level()))) {
            forward(decree);
            apply(decree);
        }
    }

    /** Tells a few mates as well: the leader may be gone before it has told all. */
    private void forward(TreeMessage.Founding decree) {
        Ids mates = decree.founders();
        for (int i = 0; i < settings.formation().forwards(); i++) {
            long mate = mates.at(local.dice().nextInt(mates.size()));
            Address address = ranks.address(decree.level(), mate);
            if (address != null) {
                tellings.add(new Contact(mate, address), decree);
            }
        }
        tellings.plan();
    }

    /** Who knows that its group is divided, and of the other half only, asks what became of its own. */
    void tick() {
        Post post = ranks.at(0);
        Member mate = post != null && ended.containsKey(post.group) ? local.randomPeer() : null;
        if (post != null && mate != null) {
            local.send(mate.address(), new Message.Extension(TreeCodec.write(new TreeMessage.Inquiry(post.group))));
        }
    }

    /** Becomes a member of the new group, with all others that are on its side: those not listed yet begin without a vote. */
    private void apply(TreeMessage.Founding decree) {
        int level = decree.level();
        Directory directory = ranks.place().directory(level);
        if (level == 0) {
            local.regroup(decree.founded(), mates(decree.side()));
        }
        ranks.place(ranks.place().with(new Descriptor(decree.founded(), level, 0, 0, List.of(decree.first()))));
        if (level > 0 && directory != null) {
            ranks.place(ranks.place().with(half(directory, decree)));
        }
        Descriptor above = ranks.place().unit(level + 1);
        if (above == null || above.group() != decree.above().group()) {
            ranks.place(ranks.place().with(decree.above()));
        }
        boolean founds = decree.founders().contains(local.id());
        Configuration begins = founds
                ? Configuration.founding(decree.founders(), decree.first().id())
                : Configuration.NONE;
        ranks.take(level, decree.founded(), decree.group(), begins);
        local.observe(new TreeEvent.Regrouped(level, decree.group(), decree.founded()));
    }

    /** Those on a side as far as this agent knows, and those whom it knows to be gone. */
    private Roster mates(Side side) {
        List<Member> mates = new ArrayList<>();
        local.roster().forEach(member -> {
            if (side.holds(Site.of(member))) {
                mates.add(member);
            }
        });
        return Roster.of(mates);
    }

    private static Directory half(Directory directory, TreeMessage.Founding decree) {
        List<Descriptor> groups = new ArrayList<>();
        for (int i = 0; i < directory.size(); i++) {
            Descriptor group = directory.at(i);
            Contact leader = group.node(0);
            if (leader != null && decree.side().holds(new Site(group.zone(), leader.address()))) {
                groups.add(group);
            }
        }
        return Directory.of(decree.founded(), decree.level(), groups).lacking(directory.absent());
    }

    // --- merging ---------------------------------------------------------------------------------------------------

    /** Has the group that this agent leads join another one. */
    void merge(Post post, Descriptor into) {
        TreeMessage.Merger decree = new TreeMessage.Merger(post.group, post.election.term(), into.brief());
        neighbours.sorted(post.level).forEach(member -> tellings.add(member.contact(), decree));
        remember(post.group, List.of(decree));
        local.observe(new TreeEvent.Merged(post.level, post.group, into.group()));
        join(decree);
        tellings.tell();
    }

    /** A decree to join another group came, from the leader of this agent's or from a mate. */
    void receive(TreeMessage.Merger decree) {
        remember(decree.group(), List.of(decree));
        join(decree);
    }

    private void join(TreeMessage.Merger decree) {
        Descriptor into = decree.into();
        int level = into.level();
        Directory before = ranks.place().directory(level);
        if (level == 0) {
            moves.seek(into.nodes());
            return;
        }
        ranks.place(ranks.place().with(into).with(Directory.empty(into.group(), level)));
        ranks.take(level, into.group(), decree.group(), Configuration.NONE);
        if (before != null) {
            before.absent().forEach(absence -> ranks.miss(absence.group()));
        }
        local.observe(new TreeEvent.Regrouped(level, decree.group(), into.group()));
    }

    // --- telling ---------------------------------------------------------------------------------------------------

    private void remember(long group, List<TreeMessage> decrees) {
        List<TreeMessage> known = new ArrayList<>(ended.getOrDefault(group, List.of()));
        decrees.stream()
                .filter(decree -> !known.contains(decree))
                .map(ranks::shared)
                .forEach(known::add);
        if (ended.isEmpty()) {
            ended = new LinkedHashMap<>();
        }
        ended.put(group, List.copyOf(known));
        if (ended.size() > REMEMBERED_MAX) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    /** Whether it is known what became of a group. */
    boolean recalls(long group) {
        return ended.containsKey(group);
    }

    /** Somebody speaks in the name of another group: if it is no more, it is told. */
    boolean met(long group, Reply reply) {
        @Nullable List<TreeMessage> known = ended.get(group);
        if (known == null) {
            return false;
        }
        known.forEach(decree -> reply.say(new Message.Extension(TreeCodec.write(decree))));
        return true;
    }

    /** Goes on to tell what was decreed. */
    void tell() {
        tellings.tell();
    }
}
