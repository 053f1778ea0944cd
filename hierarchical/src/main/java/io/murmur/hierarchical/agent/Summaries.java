package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agent can say of itself and of all agents below it: sums of what members and groups report. Who is a member, and
 * which groups there are, is for roster and directory to say, not for reports: a dead member's report no longer counts,
 * a silent one's makes the sum old.
 */
final class Summaries {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** How much longer than until a group counts as gone it is said to be missing, and doubted that all are there. */
    private static final int MISSED_TIMES = 6;

    private static final int LATE_REPORTS = 2;

    private final Local local;
    private final Ranks ranks;
    private final HierarchySettings settings;
    private List<Children> children = List.of();

    Summaries(Local local, Ranks ranks, HierarchySettings settings) {
        this.local = local;
        this.ranks = ranks;
        this.settings = settings;
    }

    /** What the members of the group that this agent leads at a level have reported. */
    Children children(int level) {
        if (children.isEmpty()) {
            children = new ArrayList<>(1);
        }
        while (children.size() <= level) {
            children.add(new Children());
        }
        return children.get(level);
    }

    /** Of this agent alone. */
    Summary own() {
        long root = local.root(Scope.SWARM).prefix();
        long most = settings.spread().datagramsMax();
        int load = (int) Math.min(Summary.LOAD_MAX, (long) Summary.LOAD_MAX * local.sentBefore() / most);
        return new Summary(1, 0, 0, root, 1, load, local.nowMillis(), ranks.misses());
    }

    /** Of all agents below the group that this agent leads at a level. */
    Summary of(int level) {
        return level == 0 ? group() : unit(level);
    }

    /** The roster knows who lives, the reports what they hold; who has not reported yet holds nothing as far as is known. */
    private Summary group() {
        Summary own = own();
        Summary reported = children(0).sum(own, id -> id != local.id() && lives(id));
        int live = local.roster().live();
        return new Summary(
                live,
                1,
                0,
                own.root(),
                Math.min(live, reported.holders()),
                reported.loads(),
                reported.asOfMillis(),
                reported.absent() || local.roster().dead() > 0);
    }

    /** Whom the election counts is there, even if a leader that is new has yet to learn of its group. */
    private Summary unit(int level) {
        Directory directory = ranks.place().directory(level);
        Descriptor below = ranks.place().unit(level - 1);
        long own = below == null ? 0 : below.group();
        Children reports = children(level);
        int known = 1;
        int listed = 1;
        for (int i = 0; directory != null && i < directory.size(); i++) {
            long group = directory.at(i).group();
            listed += group == own ? 0 : 1;
            known += group == own || !reports.knows(group) ? 0 : 1;
        }
        Post post = ranks.at(level);
        int voters = post == null ? 0 : post.election.configuration().members().size();
        return reports.sum(of(level - 1), group -> group != own && directory != null && directory.find(group) != null)
                .lacking(Math.max(0, Math.max(listed, voters) - known) + vanished(directory))
                .absentWith(directory != null && !directory.absent().isEmpty());
    }

    /** Whether a group of the unit of this level has reported of late: at worst, one report of two was lost. */
    boolean hears(int level, long group) {
        return children(level)
                .heard(
                        group,
                        local.nowNanos() - LATE_REPORTS * settings.formation().reportNanos());
    }

    /** How many groups of a unit that this agent leads report to it, its own included. */
    int heard(int level) {
        Directory directory = ranks.place().directory(level);
        int heard = 1;
        for (int i = 0; directory != null && i < directory.size(); i++) {
            heard += hears(level, directory.at(i).group()) ? 1 : 0;
        }
        return heard;
    }

    /** How many groups fell silent so short ago that they are said to be missing. */
    private int vanished(@Nullable Directory directory) {
        long sinceMillis = local.nowMillis() - doubtNanos() / NANOS_PER_MILLI;
        return directory == null
                ? 0
                : (int) directory.absent().stream()
                        .filter(absence -> absence.sinceMillis() >= sinceMillis)
                        .count();
    }

    /** How long what a leader does not see is looked for before it counts as settled. */
    long doubtNanos() {
        return MISSED_TIMES * settings.formation().vanishedNanos();
    }

    private boolean lives(long id) {
        Member member = local.roster().find(id);
        return member != null && member.status().live();
    }

    /** Which groups of the unit of this level have leaders that have been silent for long; they are no longer waited for. */
    List<Long> expire(int level) {
        Directory directory = ranks.place().directory(level);
        Descriptor below = ranks.place().unit(level - 1);
        Children reports = children(level);
        long now = local.nowNanos();
        if (directory != null) {
            reports.expect(directory, now);
        }
        if (below != null) {
            reports.forget(below.group());
        }
        return reports.expire(now - settings.formation().vanishedNanos());
    }

    /** Whether a group that is silent was to join another one not long ago, and has done so. */
    boolean merged(int level, long group) {
        return children(level).merged(group, local.nowNanos() - doubtNanos());
    }

    /** Time has passed: forgets what was reported where this agent leads no more, and by those who are gone. */
    void tick() {
        for (int level = 0; level < children.size(); level++) {
            Post post = ranks.at(level);
            if (post == null || !post.leads()) {
                children.get(level).clear();
            } else if (level == 0) {
                children.get(0).retain(this::lives);
            }
        }
    }
}
