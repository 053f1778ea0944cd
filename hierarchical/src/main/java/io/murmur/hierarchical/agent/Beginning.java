package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.wire.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an agent begins that was given no place in a tree: in the group that its host kept, else without any. */
final class Beginning {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Formation formation;
    private final List<Address> seeds;
    /** While it waits for its old group. */
    private @Nullable Resumption resumption;
    /** While it is of no group. */
    private @Nullable ColdStart coldStart;

    Beginning(Local local, HierarchySettings settings, Ranks ranks, Formation formation, List<Address> seeds) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.formation = formation;
        this.seeds = seeds;
    }

    /** The agent starts. */
    void begin() {
        long kept = ranks.keeper().group();
        if (kept == 0) {
            beginAnew();
        } else {
            resumption = new Resumption(local, settings, ranks);
            resumption.begin(kept);
        }
    }

    private void beginAnew() {
        coldStart = new ColdStart(local, settings, ranks, seeds);
        coldStart.begin();
    }

    /** Somebody looks for the swarm through this agent, which is of no group; who is of one is asked to show it. */
    void asked(Contact by, long group, Reply reply) {
        if (coldStart != null) {
            coldStart.asked(by);
        }
        if (group != 0 && local.lifecycle() == Lifecycle.JOINING) {
            reply.say(new Message.Join(local.self()));
        }
    }

    /** Somebody knows of a swarm. */
    void heard() {
        if (coldStart != null) {
            coldStart.heard();
        }
    }

    /** Whether nobody is to come into this agent's group: it may be no more. */
    boolean hides() {
        return resumption != null && resumption.isOrphaned();
    }

    /** Time has passed; whether the agent has begun. */
    boolean tick() {
        if (resumption != null) {
            resume(resumption);
        } else if (local.group() == 0 && coldStart != null) {
            coldStart.tick();
        }
        return resumption == null && local.group() != 0;
    }

    /** Its group is led, or it is on its way to another; or the group is given up. */
    private void resume(Resumption begun) {
        if (begun.isOver()) {
            resumption = null;
        } else if (begun.isHopeless()) {
            resumption = null;
            local.enter(formation.giveUp() ? Lifecycle.JOINING : Lifecycle.READY);
            beginAnew();
        }
    }
}
