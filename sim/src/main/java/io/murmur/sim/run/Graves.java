package io.murmur.sim.run;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import io.murmur.sim.engine.Swarm;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each agent, in its present life, has seen of the deletions that were collected. Whoever has dropped a deleted key,
 * or taken over a watermark above its deletion, must never hold the key again; one that returned with it may hold it
 * until then.
 */
final class Graves {
    private final Swarm swarm;
    private final @Nullable Witness[] witnesses;
    private List<Entry> tombstones = List.of();
    private boolean opened;

    /** One life of an agent, and the tombstones under whose keys it has held something, and then no longer. */
    private static final class Witness {
        private final Agent agent;
        private final Set<Entry> held = new HashSet<>();
        private final Set<Entry> gone = new HashSet<>();
        private @Nullable State seen;

        Witness(Agent agent) {
            this.agent = agent;
        }

        /** Whether it now holds the key of a tombstone that it had seen collected. */
        boolean holdsAgain(Entry tombstone, State state) {
            Entry now = state.get(tombstone.key());
            if (now != null) {
                held.add(tombstone);
                return gone.contains(tombstone) && !now.isTombstone();
            }
            if (held.contains(tombstone) || tombstone.version() <= state.watermark()) {
                gone.add(tombstone);
            }
            return false;
        }
    }

    Graves(Swarm swarm) {
        this.swarm = swarm;
        this.witnesses = new Witness[swarm.places()];
    }

    /**
     * Looks who holds what after a round.
     *
     * @param deletions the newest entries of the keys that are deleted
     */
    @SuppressWarnings("ReferenceEquality") // another look at the very same state shows nothing new
    void look(List<Entry> deletions) {
        boolean same = deletions.equals(tombstones);
        tombstones = deletions;
        for (int index = 0; index < witnesses.length; index++) {
            Agent agent = Ledger.live(swarm, index) ? swarm.agent(index) : null;
            if (agent != null) {
                Witness witness = witness(index, agent);
                State state = agent.state();
                if (!same || witness.seen != state) {
                    deletions.forEach(tombstone -> opened |= witness.holdsAgain(tombstone, state));
                    witness.seen = state;
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // each life is another agent
    private Witness witness(int index, Agent agent) {
        Witness witness = witnesses[index];
        if (witness == null || witness.agent != agent) {
            witness = new Witness(agent);
            witnesses[index] = witness;
        }
        return witness;
    }

    /** Whether nobody has ever held a key again that it had seen gone. */
    boolean closed() {
        return !opened;
    }
}
