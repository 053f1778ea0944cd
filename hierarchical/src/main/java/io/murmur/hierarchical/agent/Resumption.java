package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import org.jspecify.annotations.Nullable;

/**
 * An agent that starts again is at once a member of the group that it was last a member of, alone as far as it knows, and
 * asks for its mates. Should the group have ended meanwhile, whoever knows of the decree tells it, and another group takes
 * an orphan in. If none of this happens for long, not even a leader of the old group is heard of, it begins as if it never
 * had a group: a quorum of the old one may be gone for good.
 */
final class Resumption {
    /** For so many times as long as until it looks for another group, it goes on in the old one. */
    private static final int PATIENCE = 6;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;

    Resumption(Local local, HierarchySettings settings, Ranks ranks) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
    }

    /** Is a member of the group again. */
    void begin(long group) {
        local.regroup(group, local.roster());
        ranks.found(0, group, Configuration.NONE);
    }

    /** Whether the group is led, or the agent is on its way to another; who leads it has no mates to wait for. */
    boolean isOver() {
        @Nullable Post post = ranks.at(0);
        if (post != null && post.leads() && local.lifecycle() == Lifecycle.JOINING) {
            local.enter(Lifecycle.READY);
        }
        return post == null || post.isLed();
    }

    /** Whether it has heard of no leader for so long that others may take it in. */
    boolean isOrphaned() {
        return leaderless(1);
    }

    /** Whether it is to be given up. */
    boolean isHopeless() {
        return leaderless(PATIENCE);
    }

    private boolean leaderless(int times) {
        @Nullable Post post = ranks.at(0);
        return post != null
                && post.leaderlessNanos() > times * settings.formation().orphanNanos();
    }
}
