package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.ElectionMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The invariants of elections, checked at every step: one leader in a term, one member inside its lease at a moment, and
 * no vote leaves before it is kept. A breach ends the run.
 */
public final class LeaderChecker {
    private final Group net;
    private final Map<Long, Long> leaders = new HashMap<>();
    private final Map<List<Long>, Long> votes = new HashMap<>();
    private long leases;

    LeaderChecker(Group net) {
        this.net = net;
    }

    /** How often somebody began to act, so that a run in which nothing happened is not taken for a good one. */
    public long leases() {
        return leases;
    }

    void observes(Node node, ElectionEvent event) {
        if (event instanceof ElectionEvent.BecameLeader won) {
            Long before = leaders.putIfAbsent(won.term(), node.id);
            require(before == null || before == node.id, "term " + won.term() + " has " + before + " and " + node.id);
        } else if (event instanceof ElectionEvent.LeaseBegan) {
            leases++;
        }
    }

    void stepped(Node node) {
        if (node.acts()) {
            for (Node other : net.nodes()) {
                require(other == node || !other.acts(), node.id + " acts while " + other.id + " does");
            }
        }
    }

    void keeps(Node node, Kept before, long term, long vote) {
        require(term >= before.term(), node.id + " went back to term " + term);
        boolean again = term == before.term() && before.vote() != Kept.NOBODY && vote != before.vote();
        require(!again, node.id + " voted twice in term " + term);
        votes.put(List.of(node.id, term), vote);
    }

    void sends(Node node, ElectionMessage message, long to) {
        if (message instanceof ElectionMessage.VoteAnswer answer && answer.granted()) {
            Long kept = votes.get(List.of(node.id, answer.term()));
            require(kept != null && kept == to, "a vote left before it was kept");
        }
    }

    private void require(boolean holds, String breach) {
        if (!holds) {
            throw new AssertionError("seed " + net.seed + ", after " + net.nowNanos() + " ns: " + breach);
        }
    }
}
