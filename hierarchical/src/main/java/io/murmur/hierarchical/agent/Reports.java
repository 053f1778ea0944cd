package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every member of a group tells its leader now and then, and what the leader makes of it. */
final class Reports {
    private static final long NEVER = Long.MIN_VALUE;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Directories directories;
    private final Summaries summaries;
    private int reach = -1;
    /** As the leader of the highest unit says, if it is heard of. */
    private boolean whole;
    /** When somebody was last out of reach of the highest unit's leader, which this agent is. */
    private long absentNanos = NEVER;

    Reports(Local local, HierarchySettings settings, Ranks ranks, Directories directories, Summaries summaries) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.directories = directories;
        this.summaries = summaries;
    }

    /** Up to which level this agent hears of leaders; -1 if of none. */
    int reach() {
        return reach;
    }

    /** Whether nobody of the swarm is out of reach: so says who leads the highest unit, as far up as leaders are heard of. */
    boolean isWhole() {
        return whole && reach >= ranks.place().top();
    }

    /**
     * Leads all the way up to a level. Whoever has nobody above says whether all are there, once that has been so for a while:
     * a leader that is new hears of its groups one by one, and a tree that grows would be told now this, now that.
     */
    void reaches(int level) {
        reach = level;
        Post post = ranks.at(level);
        boolean acts = post != null && post.acts() && level == ranks.place().top();
        if (!acts || absentNanos == NEVER || summaries.of(level).absent()) {
            absentNanos = local.nowNanos();
        }
        whole = local.nowNanos() - absentNanos >= summaries.doubtNanos();
    }

    // --- telling ---------------------------------------------------------------------------------------------------

    /** Reports to the leader of a group. */
    void report(Post post) {
        Contact leader = leader(post);
        if (leader == null) {
            reach = post.level - 1;
            absentNanos = local.nowNanos();
            return;
        }
        absentNanos = local.nowNanos();
        reach = heard(post, Math.max(reach, post.level));
        Summary summary = post.level == 0 ? summaries.own() : summaries.of(post.level - 1);
        directories.forget(post.level);
        TreeMessage report = new TreeMessage.Report(
                post.level,
                post.group,
                replaced(post.level),
                post.level == 0 ? null : ranks.place().unit(post.level - 1),
                summary,
                directories.chain(post.level, reach, whole),
                directories.digest(post.level, local.id()));
        local.send(leader.address(), new Message.Extension(TreeCodec.write(report)));
    }

    /** The group that was divided to become the one that this agent leads below a level, or 0. */
    private long replaced(int level) {
        Post led = ranks.at(level - 1);
        return led == null ? 0 : led.replaced;
    }

    /** No further than a group of which this agent hears no leader itself: hearsay would outlive who began it. */
    private static int heard(Post post, int reach) {
        return post.isLed() ? reach : Math.min(reach, post.level - 1);
    }

    /**
     * The leader as far as this agent has heard of late; else somebody of its group who may have. Who votes waits for the
     * election a little; but the others may have decided to go on without it.
     */
    private @Nullable Contact leader(Post post) {
        Contact leader = post.leader();
        boolean late = post.leaderlessNanos() > 2 * settings.formation().reportNanos();
        if (!late && (leader != null || post.election.votes())) {
            return leader;
        }
        Contact named = named(post.level, late);
        Member mate = named == null && post.level == 0 ? local.randomPeer() : null;
        Contact chosen = mate == null ? named : new Contact(mate.id(), mate.address());
        return chosen == null || chosen.id() == local.id() ? null : chosen;
    }

    /**
     * The leader of a group by its descriptor if somebody has said since the last report that the group is led, and every other
     * time if not, as the descriptor may be out of date; else any of those that speak for it. Who has heard of none for a while
     * is perhaps the member of a group that is no more, and any of them knows that.
     */
    private @Nullable Contact named(int level, boolean late) {
        Descriptor group = ranks.place().unit(level);
        List<Contact> nodes = group == null ? List.of() : group.nodes();
        boolean first = reach >= level || (!late && local.dice().nextInt(2) == 0);
        return nodes.isEmpty() ? null : nodes.get(first ? 0 : local.dice().nextInt(nodes.size()));
    }

    // --- being told ------------------------------------------------------------------------------------------------

    /** A member reported; {@code post} is that of the group it names. Null if it was taken, else why not. */
    TreeEvent.@Nullable Reason receive(@Nullable Post post, TreeMessage.Report report, long from, Reply reply) {
        TreeEvent.Reason flaw = flaw(post, report, from);
        if (post == null || flaw != null) {
            return flaw;
        }
        if (post.leads()) {
            Descriptor self = report.self();
            long child = self == null ? from : self.group();
            Summary taken = ranks.shared(report.summary().by(local.nowMillis()));
            summaries.children(post.level).report(child, taken, local.nowNanos());
            if (self != null) {
                directories.register().list(post.level, self, report.replaced());
            }
        }
        directories.register().answer(post, report, from, heard(post, reach), whole, reply);
        return null;
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
        boolean alone = summary.live() == 1 && summary.groups() == 0 && summary.missing() == 0;
        boolean together = summary.live() >= summary.groups() && summary.groups() >= 1;
        return (post.level == 0 ? alone : together) ? null : TreeEvent.Reason.DOES_NOT_ADD_UP;
    }

    /** A leader told of the units above. */
    void above(TreeMessage.Above above, long from, Reply reply) {
        if (directories.above(above, from, reply)) {
            reach = above.reach();
            whole = above.whole();
        }
    }
}
