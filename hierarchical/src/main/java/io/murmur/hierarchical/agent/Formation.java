package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the tree, as far as one agent shapes it. Every member of a group reports to its leader now and then, a
 * leader to that of the unit above it; who reports is told what it lacks of the tree. Leaders divide groups that have
 * grown too large, and have those join others that have become too small.
 */
final class Formation {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Standing standing;
    private final Moves moves;
    private final Directories directories;
    private final Summaries summaries;
    private final Reports reports;
    /** From the first group on that this agent leads, or the first decree that it hears. */
    private @Nullable Decrees decrees;
    /** From when on it leads a whole tree, or hears of another one. */
    private @Nullable Unions unions;

    private @Nullable Counting counting;
    /** From the first group on that it leads. */
    private @Nullable Upkeep upkeep;

    Formation(Local local, HierarchySettings settings, Ranks ranks) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.standing = new Standing(local, ranks);
        this.moves = new Moves(local, settings, ranks);
        this.directories = new Directories(local, ranks, settings);
        this.summaries = new Summaries(local, ranks, settings);
        this.reports = new Reports(local, settings, ranks, directories, summaries);
    }

    /** Where others of the swarm may be. */
    void seeds(List<Address> seeds) {
        moves.seeds(seeds);
    }

    /** Gives up a group that is no more; whether it knows anybody to ask for another. */
    boolean giveUp() {
        ranks.miss(local.group());
        return moves.giveUp();
    }

    /** Is a member of a group that is there already, the whole of which begins anew. */
    void settle(Descriptor group, Ids members) {
        ranks.take(0, group.group(), 0, Upkeep.founding(group, members));
    }

    // --- now and then ----------------------------------------------------------------------------------------------

    void tick() {
        if (local.lifecycle().leaving()) {
            return;
        }
        if (decrees != null) {
            decrees.tick();
        }
        moves.tick();
        if (ranks.top(settings.formation().orphanNanos()) != null) {
            unions().tick();
        }
        ranks.count();
        summaries.tick();
        link();
        for (int level = 0; level <= ranks.highest(); level++) {
            Post post = ranks.at(level);
            if (post == null || !post.leads()) {
                follow(level, post);
                return;
            }
            upkeep().lead(post);
        }
        reports.reaches(ranks.highest());
    }

    /** Others lead from this level on; or nobody does yet, and this agent may again. */
    private void follow(int level, @Nullable Post post) {
        if (post == null) {
            ranks.drop(level + 1);
            return;
        }
        boolean vanished = post.leaderlessNanos() > settings.formation().vanishedNanos();
        if (post.election.leader() != Kept.NOBODY || vanished) {
            ranks.retire(level + 1, settings.formation().vanishedNanos());
        }
        reports.report(post);
    }

    /** Compares states with somebody of another group, near or far: what never came along the tree comes so. */
    private void link() {
        int known = reports.reach() < 0 ? 0 : ranks.place().directories().size();
        Directory directory =
                known == 0 ? null : ranks.place().directory(1 + local.dice().nextInt(known));
        if (directory == null || directory.size() == 0) {
            return;
        }
        List<Contact> nodes =
                directory.at(local.dice().nextInt(directory.size())).nodes();
        Contact node = nodes.isEmpty() ? null : nodes.get(local.dice().nextInt(nodes.size()));
        if (node != null && node.id() != local.id() && local.roster().find(node.id()) == null) {
            local.link(node.address(), node.id());
        }
    }

    // --- messages --------------------------------------------------------------------------------------------------

    void receive(TreeMessage message, long from, Reply reply) {
        switch (message) {
            case TreeMessage.Report report -> reported(report, from, reply);
            case TreeMessage.Above above -> reports.above(above, from, reply);
            case TreeMessage.Index index -> directories.index(index, from, reply);
            case TreeMessage.Absent absent -> directories.absent(absent, from);
            case TreeMessage.Lookup lookup -> directories.lookup(lookup, reply);
            case TreeMessage.Listing listing -> directories.listing(listing, from);
            case TreeMessage.Inquiry inquiry -> asked(inquiry, from, reply);
            case TreeMessage.Left left -> takes(moves.left(left, from), from);
            case TreeMessage.Founding founding -> founding(founding, from);
            case TreeMessage.Merger merger -> merger(merger, from);
            case TreeMessage.Referral referral -> referral(referral, from, reply);
            case TreeMessage.Seek seek -> moves.placement().asked(seek, reply);
            case TreeMessage.Hail hail -> unions().receive(hail, from, reply);
            case TreeMessage.Count count -> counting().answer(count, reply);
            case TreeMessage.Counted counted -> counting().receive(counted, from);
            case TreeMessage.Pointer pointer -> counting().receive(pointer, from);
            case TreeMessage.Roll roll -> roll(roll, from);
        }
    }

    private void reported(TreeMessage.Report report, long from, Reply reply) {
        TreeEvent.Reason flaw = reports.receive(ranks.of(report.group()), report, from, reply);
        takes(flaw == null || isOver(report.group(), from, reply) ? null : flaw, from);
    }

    /** Whether there is nothing wrong with a message; else it is refused. */
    private boolean takes(TreeEvent.@Nullable Reason flaw, long from) {
        if (flaw != null) {
            local.observe(new TreeEvent.Refused(from, flaw));
        }
        return flaw == null;
    }

    /** A decree divides a group of this agent's. */
    private void founding(TreeMessage.Founding founding, long from) {
        if (!isPast(founding.group()) && takes(standing.flaw(founding, from), from)) {
            decrees().receive(founding);
        }
    }

    private void referral(TreeMessage.Referral referral, long from, Reply reply) {
        takes(moves.referred(referral, from, reply.to()) ? null : TreeEvent.Reason.UNASKED, from);
    }

    private void roll(TreeMessage.Roll roll, long from) {
        if (takes(standing.flaw(roll, from), from)) {
            ranks.learn(roll);
        }
    }

    /** Somebody knows this agent as a member of a group of its own. */
    private void asked(TreeMessage.Inquiry inquiry, long from, Reply reply) {
        if (inquiry.group() != local.group() && !isOver(inquiry.group(), from, reply)) {
            moves.deny(inquiry.group(), reply);
        }
    }

    /** The leader of the unit above has this agent's group join another, or this agent's own leader says so. */
    private void merger(TreeMessage.Merger merger, long from) {
        if (isPast(merger.group()) || !takes(standing.flaw(merger, from), from)) {
            return;
        }
        Post post = ranks.of(merger.group());
        if (post != null && standing.commands(post, from)) {
            decrees().merge(post, merger.into());
        } else {
            decrees().receive(merger);
        }
    }

    /** Where agents are to join, this one and those that ask it. */
    Placement placement() {
        return moves.placement();
    }

    /** Somebody of another group spoke to this agent: one of the two may not know what became of its own. */
    void met(DatagramReader datagram, boolean answers, Reply reply) {
        if (local.group() == 0 || isOver(datagram.group(), datagram.sender(), reply) || moves.adopted(datagram)) {
            return;
        }
        Member sender = local.roster().find(datagram.sender());
        if (!answers && sender != null && sender.status() != Status.LEFT) {
            reply.say(new Message.Extension(TreeCodec.write(new TreeMessage.Inquiry(local.group()))));
        }
    }

    /** Goes on to tell what was decreed. */
    void tell() {
        decrees().tell();
    }

    /** Whether a group is no more, as far as this agent knows; then whoever speaks in its name is told. */
    private boolean isOver(long group, long speaker, Reply reply) {
        return decrees != null && decrees.met(group, speaker, reply);
    }

    /** Whether this agent was a member of a group that is no more, and knows what became of it: it was told before. */
    private boolean isPast(long group) {
        return decrees != null && decrees.recalls(group) && ranks.of(group) == null;
    }

    private Decrees decrees() {
        Decrees known = decrees;
        if (known == null) {
            known = new Decrees(local, settings, ranks, moves, summaries);
            decrees = known;
        }
        return known;
    }

    private Upkeep upkeep() {
        Upkeep known = upkeep;
        if (known == null) {
            known = new Upkeep(local, settings, ranks, directories.register(), summaries, decrees());
            upkeep = known;
        }
        return known;
    }

    private Unions unions() {
        Unions known = unions;
        if (known == null) {
            known = new Unions(local, settings, ranks, decrees(), moves.seeds(), reports::reach);
            unions = known;
        }
        return known;
    }

    /** Up to which level this agent hears of leaders; -1 if of none. */
    int reach() {
        return reports.reach();
    }

    /** Whether nobody of the whole swarm is out of reach, as far as the leader of its highest unit has told. */
    boolean isWhole() {
        return local.group() != 0 && reports.isWhole();
    }

    /** What is known of all agents below the groups that this agent leads. */
    Summaries summaries() {
        return summaries;
    }

    /** Counts the swarm. */
    Counting counting() {
        Counting known = counting;
        if (known == null) {
            known = new Counting(local, settings, ranks, summaries);
            counting = known;
        }
        return known;
    }
}
