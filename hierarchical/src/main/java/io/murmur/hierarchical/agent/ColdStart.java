package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Address;
import java.util.List;

/**
 * Who begins a swarm that is not there yet. An agent without seeds does at once. Where all have seeds, and some are
 * seeds of each other, one that others look for the swarm through does after a while, unless a seed of its own with a
 * lower id looks for it too. Should two begin all the same, their trees become one later.
 */
final class ColdStart {
    /** Reports that would have been made while an agent waits for an answer. */
    private static final int PATIENCE = 2;

    private final Local local;
    private final Ranks ranks;
    private final long patienceNanos;
    private final List<Address> seeds;
    private long sinceNanos;
    private long yieldedNanos = Long.MIN_VALUE / 2;
    private boolean asked;

    /** Of an agent that looks for a group from now on. */
    ColdStart(Local local, HierarchySettings settings, Ranks ranks, List<Address> seeds) {
        this.local = local;
        this.ranks = ranks;
        this.patienceNanos = PATIENCE * settings.formation().reportNanos();
        this.seeds = List.copyOf(seeds);
        this.sinceNanos = local.nowNanos();
    }

    /** The agent starts, without a place in a tree. */
    void begin() {
        if (local.lifecycle() == Lifecycle.READY) {
            found();
        }
    }

    /** Somebody looks for the swarm through this agent, which looks for it itself. */
    void asked(Contact by) {
        asked = true;
        if (seeds.contains(by.address()) && Long.compareUnsigned(by.id(), local.id()) < 0) {
            yieldedNanos = local.nowNanos();
        }
    }

    /** Somebody knows of a swarm: it waits anew. */
    void heard() {
        sinceNanos = local.nowNanos();
    }

    /** Time has passed, and it is a member of no group yet. */
    void tick() {
        boolean looks = asked && local.lifecycle() == Lifecycle.JOINING;
        long beforeNanos = local.nowNanos() - patienceNanos;
        if (looks && sinceNanos <= beforeNanos && yieldedNanos <= beforeNanos) {
            found();
            local.enter(Lifecycle.READY);
        }
    }

    private void found() {
        long group = Mixing.of(local.id() ^ local.dice().nextLong()) | 1;
        local.regroup(group, local.roster());
        ranks.found(0, group, Configuration.founding(Ids.of(local.id())));
    }
}
