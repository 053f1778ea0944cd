package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the tree, as far as one agent shapes it. Every member of a group reports to its leader now and then, a
 * leader to that of the unit above it; who reports is told what it lacks of the tree. Leaders divide groups that have
 * grown too large, and have those join others that have become too small.
 */
final class Formation {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int REFERRED_MAX = 4;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Decrees decrees;
    private final Directories directories;
    private final List<Children> children = new ArrayList<>(0);
    private int reach = -1;
    private boolean orphaned;
    /** The agent was started with a place in a tree that is there already. */
    private boolean anew;

    Formation(Local local, HierarchySettings settings, Ranks ranks, int decreeTimer) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.decrees = new Decrees(local, settings, ranks, decreeTimer);
        this.directories = new Directories(local, ranks, settings.intervalNanos());
    }

    // --- beginnings ------------------------------------------------------------------------------------------------

    /** Is a member of a group that is there already, the whole of which begins anew. */
    void settle(Descriptor group, Ids members) {
        anew = true;
        ranks.take(0, group.group(), 0, Configuration.founding(members, first(group)));
    }

    /** What to begin with in a unit: all whom it lists found it where the whole tree begins anew; later ones join it. */
    private Configuration founding(Descriptor unit) {
        Directory directory = ranks.place().directory(unit.level());
        boolean founder = anew && directory != null && directory.isLedBy(local.id());
        return founder ? Configuration.founding(ranks.members(unit.level()), first(unit)) : Configuration.NONE;
    }

    private static long first(Descriptor group) {
        Contact first = group.node(0);
        return first == null ? Kept.NOBODY : first.id();
    }

    /** Is a member of a group from now on, the first or one more. */
    void found(int level, long group, Configuration configuration) {
        Post before = ranks.at(level);
        ranks.place(ranks.place().upTo(level).with(new Descriptor(group, level, 0, 0, List.of())));
        ranks.take(level, group, 0, configuration);
        local.observe(new TreeEvent.Regrouped(level, before == null ? 0 : before.group, group));
    }

    /** Somebody of another group, or of none, asks to be a member of this one: whether it was sent elsewhere. */
    boolean joins(Reply reply) {
        if (local.roster().live() < settings.formation().groupMax()) {
            return false;
        }
        List<Contact> contacts = new ArrayList<>();
        Directory directory = ranks.place().directory(1);
        Descriptor unit = ranks.place().unit(1);
        for (int i = 0; unit != null && i < REFERRED_MAX; i++) {
            Contact node = directory != null && directory.size() > 0
                    ? directory.at(local.dice().nextInt(directory.size())).node(0)
                    : unit.node(local.dice().nextInt(Math.max(1, unit.nodes().size())));
            if (node != null && local.roster().find(node.id()) == null && !contacts.contains(node)) {
                contacts.add(node);
            }
        }
        if (contacts.isEmpty()) {
            return false;
        }
        say(reply, new TreeMessage.Referral(contacts));
        local.observe(new TreeEvent.Referred(contacts.size()));
        return true;
    }

    // --- now and then ----------------------------------------------------------------------------------------------

    void tick() {
        if (local.lifecycle().leaving()) {
            return;
        }
        decrees.tick();
        ranks.ask();
        ranks.count();
        if (reach >= 0) {
            link();
        }
        for (int level = 0; level <= ranks.highest(); level++) {
            Post post = ranks.at(level);
            if (post == null || !post.leads()) {
                follow(level, post);
                return;
            }
            lead(post);
        }
        reach = ranks.highest();
    }

    /** Others lead from this level on; or nobody does yet, and this agent may again. */
    private void follow(int level, @Nullable Post post) {
        if (post == null) {
            ranks.drop(level + 1);
            return;
        }
        long leaderless = post.leaderlessNanos();
        if (post.election.leader() != Kept.NOBODY
                || leaderless > settings.formation().vanishedNanos()) {
            ranks.drop(level + 1);
        }
        report(post);
        orphaned = level == 0 && leaderless > settings.formation().orphanNanos() && !ranks.hears();
        if (orphaned) {
            adoption();
        }
    }

    /** The group finds no leader: asks those who speak for others whether there is room. The first to answer is joined. */
    private void adoption() {
        Descriptor unit = ranks.place().unit(1);
        Contact node = unit == null || unit.nodes().isEmpty()
                ? null
                : unit.nodes().get(local.dice().nextInt(unit.nodes().size()));
        if (node != null && local.roster().find(node.id()) == null) {
            local.send(node.address(), new Message.Join(local.self()));
        }
    }

    private void lead(Post post) {
        directories.describe(post, settings);
        if (post.level > 0) {
            expire(post);
        }
        Descriptor above = ranks.place().unit(post.level + 1);
        Post up = ranks.at(post.level + 1);
        if (above != null && (up == null || up.group != above.group())) {
            ranks.take(post.level + 1, above.group(), post.replaced, founding(above));
        }
        if (post.acts()) {
            decide(post);
        }
    }

    /** Compares states with somebody of another group, near or far: what never came along the tree comes so. */
    private void link() {
        int known = ranks.place().directories().size();
        Directory directory =
                known == 0 ? null : ranks.place().directory(1 + local.dice().nextInt(known));
        if (directory == null || directory.size() == 0) {
            return;
        }
        Descriptor group = directory.at(local.dice().nextInt(directory.size()));
        Contact node = group.nodes().isEmpty()
                ? null
                : group.nodes().get(local.dice().nextInt(group.nodes().size()));
        if (node != null && node.id() != local.id() && local.roster().find(node.id()) == null) {
            local.link(node.address(), node.id());
        }
    }

    private void expire(Post post) {
        long since = local.nowNanos() - settings.formation().vanishedNanos();
        for (long group : children(post.level).expire(since)) {
            directories.remove(post.level, group);
            local.observe(new TreeEvent.Vanished(post.level, group));
        }
    }

    private void decide(Post post) {
        if (ranks.size(post.level) > settings.formation().groupMax()) {
            decrees.divide(post);
        } else if (post.level > 0) {
            join(post);
        }
    }

    /** Has the smallest group of the unit that this agent leads join another one, if it is too small. */
    private void join(Post post) {
        Directory directory = ranks.place().directory(post.level);
        if (directory == null) {
            return;
        }
        Descriptor small = directories.smallest(directory, children(post.level), null);
        int size = small == null ? 0 : children(post.level).live(small);
        if (small == null || post.level > 1 || size >= settings.formation().groupMin()) {
            return;
        }
        Descriptor into = directories.smallest(directory, children(post.level), small);
        Contact leader = small.node(0);
        if (into == null
                || leader == null
                || children(post.level).live(into) + size > settings.formation().groupMax() * 3 / 4) {
            return;
        }
        if (leader.id() == local.id()) {
            Post own = ranks.at(post.level - 1);
            if (own != null) {
                decrees.merge(own, into);
            }
        } else {
            send(leader, new TreeMessage.Merger(small.group(), post.election.term(), into));
        }
        children(post.level).forget(small.group());
        directories.remove(post.level, small.group());
    }

    // --- reports ---------------------------------------------------------------------------------------------------

    private void report(Post post) {
        Contact leader = leader(post);
        if (leader == null) {
            reach = post.level - 1;
            return;
        }
        reach = Math.max(reach, post.level);
        Summary summary = post.level == 0 ? own() : summary(post.level - 1);
        directories.forget(post.level);
        send(
                leader,
                new TreeMessage.Report(
                        post.level,
                        post.group,
                        post.replaced,
                        post.level == 0 ? null : ranks.place().unit(post.level - 1),
                        summary,
                        directories.chain(post.level, reach),
                        directories.digest(post.level, local.id())));
    }

    /** The leader as far as this agent has heard; else somebody of its group who may have. */
    private @Nullable Contact leader(Post post) {
        Contact leader = post.leader();
        if (leader != null || post.election.configuration().contains(local.id())) {
            return leader;
        }
        Descriptor group = ranks.place().unit(post.level);
        List<Contact> nodes = group == null ? List.of() : group.nodes();
        boolean waited = post.leaderlessNanos() > 2 * settings.formation().reportNanos();
        Contact named = nodes.isEmpty() ? null : nodes.get(waited ? local.dice().nextInt(nodes.size()) : 0);
        Member mate = named == null && post.level == 0 ? local.randomPeer() : null;
        Contact chosen = mate == null ? named : new Contact(mate.id(), mate.address());
        return chosen == null || chosen.id() == local.id() ? null : chosen;
    }

    /** Of this agent alone. */
    private Summary own() {
        long root = local.root().prefix();
        return new Summary(1, 0, root, 1, 0, local.nowNanos() / NANOS_PER_MILLI);
    }

    /** Of all agents below the group that this agent leads at a level. */
    Summary summary(int level) {
        if (level == 0) {
            Summary own = own();
            Summary reported = children(0).sum(own, local.id());
            int live = local.roster().live();
            return new Summary(
                    live,
                    1,
                    own.root(),
                    Math.min(live, reported.holders()),
                    reported.loadPermille(),
                    reported.asOfMillis());
        }
        Descriptor below = ranks.place().unit(level - 1);
        return children(level).sum(summary(level - 1), below == null ? 0 : below.group());
    }

    /** A member reported. */
    private void reported(TreeMessage.Report report, long from, Reply reply) {
        Post post = ranks.of(report.group());
        TreeEvent.Reason flaw = flaw(post, report, from);
        if (post == null || flaw != null) {
            if (!decrees.met(report.group(), reply)) {
                refuse(from, flaw == null ? TreeEvent.Reason.FOREIGN_GROUP : flaw);
            }
            return;
        }
        if (!post.leads()) {
            directories.answer(post, report, from, reach, reply);
            return;
        }
        Descriptor self = report.self();
        children(post.level).report(self == null ? from : self.group(), report.summary(), local.nowNanos());
        if (self != null) {
            directories.list(post.level, self, report.replaced());
        }
        directories.answer(post, report, from, reach, reply);
    }

    private TreeEvent.@Nullable Reason flaw(@Nullable Post post, TreeMessage.Report report, long from) {
        if (post == null || post.level != report.level()) {
            return TreeEvent.Reason.FOREIGN_GROUP;
        }
        Descriptor self = report.self();
        boolean member = post.level == 0
                ? self == null && local.roster().find(from) != null
                : self != null && self.level() == post.level - 1 && self.numberOf(from) == 0;
        if (!member) {
            return TreeEvent.Reason.STRANGER;
        }
        Summary summary = report.summary();
        boolean alone = summary.live() == 1 && summary.groups() == 0;
        boolean together = summary.live() >= summary.groups() && summary.groups() >= 1;
        return (post.level == 0 ? alone : together) ? null : TreeEvent.Reason.DOES_NOT_ADD_UP;
    }

    // --- messages --------------------------------------------------------------------------------------------------

    void receive(TreeMessage message, long from, Reply reply) {
        switch (message) {
            case TreeMessage.Report report -> reported(report, from, reply);
            case TreeMessage.Above above -> {
                if (directories.above(above, from)) {
                    reach = above.reach();
                }
            }
            case TreeMessage.Index index -> directories.index(index, from, reply);
            case TreeMessage.Lookup lookup -> directories.lookup(lookup, reply);
            case TreeMessage.Listing listing -> directories.listing(listing, from);
            case TreeMessage.Inquiry inquiry -> asked(inquiry, reply);
            case TreeMessage.Left left -> left(left, from);
            case TreeMessage.Founding founding -> decrees.receive(founding, from);
            case TreeMessage.Merger merger -> merger(merger, from);
            case TreeMessage.Referral referral -> referred(referral);
            case TreeMessage.Count count -> counted(count, reply);
            case TreeMessage.Counted counted -> {}
        }
    }

    /** Somebody knows this agent as a member of a group of its own. */
    private void asked(TreeMessage.Inquiry inquiry, Reply reply) {
        if (inquiry.group() != local.group() && !decrees.met(inquiry.group(), reply)) {
            say(reply, new TreeMessage.Left(inquiry.group()));
        }
    }

    private void left(TreeMessage.Left left, long from) {
        Member member = local.roster().find(from);
        if (left.group() == local.group() && member != null && member.status().live()) {
            Member gone = member.with(Status.LEFT);
            local.believe(gone);
            local.observe(new Event.MemberChanged(gone, member.status()));
        }
    }

    /** The leader of the unit above has this agent's group join another, or this agent's own leader says so. */
    private void merger(TreeMessage.Merger merger, long from) {
        Post post = ranks.of(merger.group());
        Post up = post == null ? null : ranks.at(post.level + 1);
        if (post != null && post.leads() && up != null && up.election.leader() == from) {
            decrees.merge(post, merger.into());
        } else {
            decrees.receive(merger, from);
        }
    }

    private void referred(TreeMessage.Referral referral) {
        if (local.group() == 0) {
            ranks.seek(referral.contacts().stream().map(Contact::address).toList());
        }
    }

    private void counted(TreeMessage.Count count, Reply reply) {
        int level = ranks.highest();
        Post top = ranks.at(level);
        if (top != null && top.leads()) {
            say(reply, new TreeMessage.Counted(count.number(), reach, summary(level)));
        }
    }

    /** Somebody of another group spoke to this agent: one of the two may not know what became of its own. */
    void met(DatagramReader datagram, boolean answers, Reply reply) {
        boolean told = decrees.met(datagram.group(), reply);
        boolean welcome = !told && local.group() != 0 && welcomes(datagram);
        if (welcome && orphaned) {
            orphaned = false;
            ranks.farewell();
            local.regroup(datagram.group(), Roster.of(List.of(local.self())));
            local.state(local.state().carried(Scope.GROUP));
            found(0, datagram.group(), Configuration.NONE);
        } else if (welcome) {
            say(reply, new TreeMessage.Left(datagram.group())); // another one was quicker
        } else if (!told && !answers && local.group() != 0 && local.roster().find(datagram.sender()) != null) {
            say(reply, new TreeMessage.Inquiry(local.group()));
        }
    }

    /** Whether the sender counts this agent as a member of its group. */
    private boolean welcomes(DatagramReader datagram) {
        for (Message message : datagram.messages()) {
            if (message instanceof Message.Known known && known.member().id() == local.id()) {
                return known.member().status().live();
            }
        }
        return false;
    }

    /** Goes on to tell what was decreed. */
    void tell() {
        decrees.tell();
    }

    /** Up to which level this agent hears of leaders; -1 if of none. */
    int reach() {
        return reach;
    }

    private Children children(int level) {
        while (children.size() <= level) {
            children.add(new Children());
        }
        return children.get(level);
    }

    private void refuse(long from, TreeEvent.Reason reason) {
        local.observe(new TreeEvent.Refused(from, reason));
    }

    private void send(Contact to, TreeMessage message) {
        local.send(to.address(), new Message.Extension(TreeCodec.write(message)));
    }

    private static void say(Reply reply, TreeMessage message) {
        reply.say(new Message.Extension(TreeCodec.write(message)));
    }
}
