package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.wire.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a group ends: its leader divides it in two, or has it join another. All that a member must know is in one message,
 * and whoever knows of a decree tells those who still speak in the name of the group that is no more, so that it reaches
 * everyone even if the leader that made it is gone.
 */
final class Decrees {
    private static final int REMEMBERED_MAX = 8;
    /** Nodes of the unit above that a decree names: it must fit a datagram. */
    private static final int NODES_NAMED = 4;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final int timer;
    private final ArrayDeque<Telling> tellings = new ArrayDeque<>(0);
    private Map<Long, List<TreeMessage>> ended = Collections.emptyMap();
    private boolean planned;
    private TreeMessage.@Nullable Founding unlisted;
    private long unlistedNanos;

    private record Telling(Contact to, TreeMessage message) {}

    Decrees(Local local, HierarchySettings settings, Ranks ranks, int timer) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.timer = timer;
    }

    // --- dividing --------------------------------------------------------------------------------------------------

    /** Divides the group that this agent leads at a level in two. */
    void divide(Post post) {
        List<Contact> members = members(post.level);
        if (ended.containsKey(post.group) || members.size() > 2 * Ids.MAX) {
            return; // decreed before; or more than any decree can name
        }
        int half = (members.size() + 1) / 2;
        Descriptor above = above(post);
        List<TreeMessage> halves = List.of(
                half(post, members.subList(0, half), 0, above),
                half(post, members.subList(half, members.size()), 1, above));
        local.observe(new TreeEvent.Divided(post.level, post.group, members.size()));
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id() != local.id()) {
                tellings.add(new Telling(members.get(i), halves.get(i < half ? 0 : 1)));
            }
        }
        remember(post.group, halves);
        boolean founds = post.level + 1 > ranks.place().top();
        halves.forEach(decree -> apply((TreeMessage.Founding) decree));
        if (founds) {
            ranks.place(ranks.place().with(above).with(Directory.empty(above.group(), above.level())));
            ranks.take(above.level(), above.group(), 0, Configuration.founding(Ids.of(local.id())));
        }
        tell();
    }

    /** The unit that both halves will be part of: that of the group, or a new one if it had none. */
    private Descriptor above(Post post) {
        Descriptor above = ranks.place().unit(post.level + 1);
        if (above == null) {
            long id = Mixing.of(post.group ^ Mixing.of(post.election.term())) | 1;
            return new Descriptor(id, post.level + 1, 0, 1, List.of(ranks.self()));
        }
        return named(above);
    }

    private static Descriptor named(Descriptor group) {
        List<Contact> nodes =
                group.nodes().subList(0, Math.min(NODES_NAMED, group.nodes().size()));
        return new Descriptor(group.group(), group.level(), group.term(), group.number(), nodes);
    }

    private TreeMessage half(Post post, List<Contact> members, int which, Descriptor above) {
        long founded = Mixing.of(post.group + Mixing.of(2 * post.election.term() + which)) | 1;
        long[] ids = members.stream().mapToLong(Contact::id).toArray();
        Ids all = Ids.of(ids).sorted();
        long first = all.contains(local.id()) ? local.id() : first(all, post.election.deputies());
        return new TreeMessage.Founding(post.level, post.group, post.election.term(), founded, all, first, above);
    }

    private static long first(Ids members, Ids deputies) {
        for (int i = 0; i < deputies.size(); i++) {
            if (members.contains(deputies.at(i))) {
                return deputies.at(i);
            }
        }
        return members.at(0);
    }

    /** Neighbours in the network stay together: members in the order of their addresses. */
    private List<Contact> members(int level) {
        List<Contact> members = new ArrayList<>(List.of(ranks.self()));
        if (level == 0) {
            local.roster().forEach(member -> {
                if (member.status().live() && member.id() != local.id()) {
                    members.add(new Contact(member.id(), member.address()));
                }
            });
        } else {
            Ids ids = ranks.members(level);
            for (int i = 0; i < ids.size(); i++) {
                Address address = ids.at(i) == local.id() ? null : ranks.address(level, ids.at(i));
                if (address != null) {
                    members.add(new Contact(ids.at(i), address));
                }
            }
        }
        members.sort((a, b) -> {
            int high = Long.compareUnsigned(a.address().high(), b.address().high());
            int low = high != 0
                    ? high
                    : Long.compareUnsigned(a.address().low(), b.address().low());
            int port = low != 0
                    ? low
                    : Integer.compare(a.address().port(), b.address().port());
            return port != 0 ? port : Long.compareUnsigned(a.id(), b.id());
        });
        return members;
    }

    // --- being told ------------------------------------------------------------------------------------------------

    /** A decree about this agent's group came from its leader or from a mate that heard it before. */
    void receive(TreeMessage.Founding decree, long from) {
        Post post = ranks.of(decree.group());
        if (post == null || post.level != decree.level()) {
            return; // heard before, or never concerned this agent
        }
        if (decree.term() < post.election.term() && post.election.leader() != from) {
            local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.STALE));
            return;
        }
        remember(decree.group(), List.of(decree));
        if (decree.members().contains(local.id())) {
            forward(post.level, decree);
            apply(decree);
        } else if (decree.level() == 0) {
            leftOut(decree);
        }
    }

    /** Tells a few mates as well: the leader may be gone before it has told all. */
    private void forward(int level, TreeMessage.Founding decree) {
        Ids mates = decree.members();
        for (int i = 0; i < settings.formation().forwards() && mates.size() > 1; i++) {
            long mate = mates.at(local.dice().nextInt(mates.size()));
            Address address = mate == local.id() ? null : ranks.address(level, mate);
            if (address != null) {
                tellings.add(new Telling(new Contact(mate, address), decree));
            }
        }
        plan(0);
    }

    /** The group is no more, and this half of it does not list this agent: unless the other one does, it looks for one. */
    private void leftOut(TreeMessage.Founding decree) {
        if (unlisted == null || unlisted.group() != decree.group()) {
            unlisted = decree;
            unlistedNanos = local.nowNanos();
        }
    }

    /** Time has passed. */
    void tick() {
        TreeMessage.Founding decree = unlisted;
        if (decree != null && ranks.of(decree.group()) == null) {
            unlisted = null;
        } else if (decree != null
                && local.nowNanos() - unlistedNanos >= settings.formation().reportNanos()) {
            unlisted = null;
            List<Address> mates = new ArrayList<>();
            for (int i = 0; i < settings.formation().forwards(); i++) {
                Member mate = local.randomPeer();
                if (mate != null) {
                    mates.add(mate.address());
                }
            }
            ranks.seek(mates);
        }
    }

    /** Becomes a member of the half that lists this agent. */
    private void apply(TreeMessage.Founding decree) {
        if (!decree.members().contains(local.id())) {
            return;
        }
        int level = decree.level();
        List<Contact> firsts = new ArrayList<>();
        Address address = decree.first() == local.id() ? local.self().address() : ranks.address(level, decree.first());
        if (address != null) {
            firsts.add(new Contact(decree.first(), address));
        }
        Directory directory = ranks.place().directory(level);
        if (level == 0) {
            local.regroup(decree.founded(), mates(decree.members()));
        }
        ranks.place(ranks.place().with(new Descriptor(decree.founded(), level, 0, 0, firsts)));
        if (level > 0 && directory != null) {
            ranks.place(ranks.place().with(half(directory, decree)));
        }
        Descriptor above = ranks.place().unit(level + 1);
        if (above == null || above.group() != decree.above().group()) {
            ranks.place(ranks.place().with(decree.above()));
        }
        ranks.take(level, decree.founded(), decree.group(), Configuration.founding(decree.members(), decree.first()));
        local.observe(new TreeEvent.Regrouped(level, decree.group(), decree.founded()));
    }

    private Roster mates(Ids members) {
        List<Member> mates = new ArrayList<>();
        local.roster().forEach(member -> {
            if (members.contains(member.id())) {
                mates.add(member.status() == Status.LEFT ? member.with(Status.ALIVE) : member);
            }
        });
        return Roster.of(mates);
    }

    private static Directory half(Directory directory, TreeMessage.Founding decree) {
        List<Descriptor> groups = new ArrayList<>();
        for (int i = 0; i < directory.size(); i++) {
            Contact leader = directory.at(i).node(0);
            if (leader != null && decree.members().contains(leader.id())) {
                groups.add(directory.at(i));
            }
        }
        return Directory.of(decree.founded(), decree.level(), groups);
    }

    // --- merging ---------------------------------------------------------------------------------------------------

    /** Has the group that this agent leads join another one. */
    void merge(Post post, Descriptor into) {
        Descriptor named = named(into);
        TreeMessage.Merger decree = new TreeMessage.Merger(post.group, post.election.term(), named);
        for (Contact member : members(post.level)) {
            if (member.id() != local.id()) {
                tellings.add(new Telling(member, decree));
            }
        }
        remember(post.group, List.of(decree));
        local.observe(new TreeEvent.Merged(post.level, post.group, into.group()));
        join(post, named);
        tell();
    }

    /** A decree to join another group came, from the leader of this agent's or from a mate. */
    void receive(TreeMessage.Merger decree, long from) {
        Post post = ranks.of(decree.group());
        if (post == null || post.level != decree.into().level()) {
            return;
        }
        if (decree.term() < post.election.term() && post.election.leader() != from) {
            local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.STALE));
            return;
        }
        remember(decree.group(), List.of(decree));
        join(post, decree.into());
    }

    private void join(Post post, Descriptor into) {
        int level = post.level;
        if (level == 0) {
            ranks.seek(into.nodes().stream().map(Contact::address).toList());
            return;
        }
        ranks.place(ranks.place().with(into).with(Directory.empty(into.group(), level)));
        ranks.take(level, into.group(), post.group, Configuration.NONE);
        local.observe(new TreeEvent.Regrouped(level, post.group, into.group()));
    }

    // --- telling ---------------------------------------------------------------------------------------------------

    private void remember(long group, List<TreeMessage> decrees) {
        List<TreeMessage> known = new ArrayList<>(ended.getOrDefault(group, List.of()));
        decrees.stream().filter(decree -> !known.contains(decree)).forEach(known::add);
        if (ended.isEmpty()) {
            ended = new LinkedHashMap<>();
        }
        ended.put(group, List.copyOf(known));
        if (ended.size() > REMEMBERED_MAX) {
            ended.remove(ended.keySet().iterator().next());
        }
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

    /** Tells as many as one interval allows. */
    void tell() {
        planned = false;
        for (int i = 0; i < settings.formation().tellings() && !tellings.isEmpty(); i++) {
            Telling next = tellings.remove();
            local.send(next.to().address(), new Message.Extension(TreeCodec.write(next.message())));
        }
        if (!tellings.isEmpty()) {
            plan(settings.intervalNanos());
        }
    }

    private void plan(long delayNanos) {
        if (!planned && !tellings.isEmpty()) {
            planned = true;
            local.schedule(delayNanos, Timer.token(timer, 0));
        }
    }
}
