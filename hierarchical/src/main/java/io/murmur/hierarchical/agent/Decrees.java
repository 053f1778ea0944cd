package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import java.util.ArrayList;
import java.util.List;

/**
 * How a group ends: its leader divides it in two, or has it join another. All that a member must know is in one message,
 * and whoever knows of a decree tells those who still speak in the name of the group that is no more, so that it reaches
 * everyone even if the leader that made it is gone.
 */
final class Decrees {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Moves moves;
    private final Neighbours neighbours;
    private final Tellings tellings;
    private final Endings endings;

    Decrees(Local local, HierarchySettings settings, Ranks ranks, Moves moves, Summaries summaries) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.moves = moves;
        this.tellings = new Tellings(local, settings);
        this.neighbours = new Neighbours(local, ranks, summaries);
        this.endings = new Endings(ranks::shared);
    }

    // --- dividing --------------------------------------------------------------------------------------------------

    /** Divides the group that this agent leads at a level in two, once. */
    void divide(Post post) {
        if (endings.recalls(post.group)) {
            return;
        }
        Division division = new Division(ranks, post, neighbours.heard(post.level));
        local.observe(new TreeEvent.Divided(post.level, post.group, division.size()));
        division.tell(tellings, settings.formation().relays());
        endings.remember(post.group, division.lower());
        endings.remember(post.group, division.upper());
        boolean founds = post.level + 1 > ranks.place().top();
        apply(isFor(division.lower()) ? division.lower() : division.upper());
        if (founds) {
            ranks.foundAbove(division.above());
        }
        tellings.tell();
    }

    // --- being told ------------------------------------------------------------------------------------------------

    /**
     * A decree about a group of this agent's came from its leader or from a mate that heard it before. Who hears only what the
     * founders of the other side are told may be a founder of its own, and waits a little to be told so: an election needs them.
     */
    void receive(TreeMessage.Founding decree) {
        TreeMessage.Founding heard = decree.relayedTo(List.of());
        endings.remember(decree.group(), heard);
        decree.relayTo().stream().limit(settings.formation().relays()).forEach(member -> tellings.add(member, heard));
        tellings.plan();
        if (decree.founders().size() == 0 || isFor(decree)) {
            applySide(decree);
        }
    }

    /** Time has passed: who was not told that it is a founder is none. */
    void tick() {
        for (int level = 0; level <= ranks.highest(); level++) {
            Post post = ranks.at(level);
            TreeMessage.Founding decree = post == null ? null : endings.division(post.group);
            if (decree != null) {
                applySide(decree);
            }
        }
    }

    private void applySide(TreeMessage.Founding decree) {
        apply(isFor(decree) ? decree : decree.mirrored());
    }

    /** Whether a decree is for the side that this agent is on. */
    private boolean isFor(TreeMessage.Founding decree) {
        return decree.side().holds(neighbours.site(decree.level()));
    }

    /** Becomes a member of the new group, with all others that are on its side: those not listed yet begin without a vote. */
    private void apply(TreeMessage.Founding decree) {
        int level = decree.level();
        long founded = decree.half().group();
        Contact first = decree.half().first();
        Directory directory = ranks.place().directory(level);
        if (level == 0) {
            local.regroup(founded, mates(decree.side()));
        }
        ranks.place(ranks.place()
                .with(new Descriptor(founded, level, 0, 0, decree.half().nodes())));
        if (level > 0 && directory != null) {
            ranks.place(ranks.place().with(half(directory, decree)));
        }
        Descriptor above = ranks.place().unit(level + 1);
        if (above == null || above.group() != decree.above().group()) {
            ranks.place(ranks.place().with(decree.above()));
        }
        boolean founds = decree.founders().contains(local.id());
        Configuration begins = founds ? Configuration.founding(decree.founders(), first.id()) : Configuration.NONE;
        ranks.take(level, founded, decree.group(), begins);
        local.observe(new TreeEvent.Regrouped(level, decree.group(), founded));
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
        return Directory.of(decree.half().group(), decree.level(), groups).lacking(directory.absent());
    }

    // --- merging ---------------------------------------------------------------------------------------------------

    /** Has the group that this agent leads join another one. */
    void merge(Post post, Descriptor into) {
        TreeMessage.Merger decree = new TreeMessage.Merger(post.group, post.election.term(), into.brief());
        neighbours.all(post.level).forEach(member -> tellings.add(member.contact(), decree));
        endings.remember(post.group, decree);
        local.observe(new TreeEvent.Merged(post.level, post.group, into.group()));
        join(decree);
        tellings.tell();
    }

    /** A decree to join another group came, from the leader of this agent's or from a mate. */
    void receive(TreeMessage.Merger decree) {
        endings.remember(decree.group(), decree);
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

    /** Whether it is known what became of a group. */
    boolean recalls(long group) {
        return endings.recalls(group);
    }

    /** Somebody speaks in the name of another group: if it is no more, it is told. */
    boolean met(long group, long speaker, Reply reply) {
        return endings.met(group, speaker, reply);
    }

    /** Goes on to tell what was decreed. */
    void tell() {
        tellings.fire();
    }
}
