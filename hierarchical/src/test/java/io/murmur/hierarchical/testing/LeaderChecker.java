package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Stamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The invariants of elections, checked at every step with what everybody knows together: one leader in a term; one member
 * that acts at a moment, whatever configuration it has, and only while a majority really heard it; one vote of a member
 * in a term, kept before it leaves; one configuration under a stamp, and the next only when a majority held it. A breach
 * ends the run.
 */
public final class LeaderChecker {
    private final Group net;
    private final Map<Long, Long> leaders = new HashMap<>();
    private final Map<Ballot, Long> votes = new HashMap<>();
    private final Map<Stamp, Electorate> configurations = new HashMap<>();
    private final Set<Holding> holdings = new HashSet<>();
    private final Leases leases = new Leases();
    private long begun;
    private long steps;

    private record Ballot(long member, long term) {}

    private record Holding(long member, Stamp stamp) {}

    LeaderChecker(Group net) {
        this.net = net;
    }

    /** How often somebody began to act, so that a run in which nothing happened is not taken for a good one. */
    public long leases() {
        return begun;
    }

    /** How often a leader changed its configuration. */
    public long steps() {
        return steps;
    }

    void observes(Node node, ElectionEvent event) {
        if (event instanceof ElectionEvent.BecameLeader won) {
            Long before = leaders.putIfAbsent(won.term(), node.id);
            require(before == null || before == node.id, "term " + won.term() + " has " + before + " and " + node.id);
        } else if (event instanceof ElectionEvent.LeaseBegan) {
            begun++;
        }
    }

    /** A node was handed a message, or a timer. */
    void stepped(Node node) {
        if (node.acts()) {
            Configuration configuration = node.election().configuration();
            boolean leased = leases.cover(node, net.settings.actingNanos(), configuration);
            require(leased, node.id + " acts, and no majority heard it");
            for (Node other : net.nodes()) {
                require(other == node || !other.acts(), node.id + " acts while " + other.id + " does");
            }
        }
    }

    /** A node was handed a heartbeat, whatever it made of it. */
    void heard(Node node, ElectionMessage.Heartbeat heartbeat) {
        if (node.election().term() == heartbeat.term() && node.election().leader() == heartbeat.origin()) {
            leases.heard(node.id, heartbeat);
        }
    }

    void keeps(Node node, Kept before, long term, long vote) {
        require(term >= before.term(), node.id + " went back to term " + term);
        boolean again = term == before.term() && before.vote() != Kept.NOBODY && vote != before.vote();
        require(!again, node.id + " voted twice in term " + term);
        votes.put(new Ballot(node.id, term), vote);
    }

    void keeps(Node node, Configuration before, Configuration next) {
        Stamp stamp = next.stamp();
        Electorate same = configurations.putIfAbsent(stamp, next.electorate());
        require(same == null || same.equals(next.electorate()), stamp + " names " + same + " and " + next.electorate());
        require(before.stamp().isBefore(stamp), node.id + " went back to " + stamp);
        holdings.add(new Holding(node.id, stamp));
        Long leader = leaders.get(stamp.term());
        if (leader != null && leader == node.id && before.stamp().term() == stamp.term()) {
            steps++;
            int holding = count(before.members(), before.stamp());
            require(holding >= before.quorum(), "only " + holding + " held " + before + " before " + next);
            require(meet(before.electorate(), next.electorate()), "a step from " + before + " to " + next);
        }
    }

    /** Whether nobody can decide in one of the two without somebody who would have to decide in the other. */
    private static boolean meet(Electorate a, Electorate b) {
        long all = LongStream.concat(
                        Arrays.stream(a.members().toArray()),
                        Arrays.stream(b.members().toArray()))
                .distinct()
                .count();
        return a.quorum() + b.quorum() > all;
    }

    private int count(Ids members, Stamp stamp) {
        int holding = 0;
        for (int i = 0; i < members.size(); i++) {
            holding += holdings.contains(new Holding(members.at(i), stamp)) ? 1 : 0;
        }
        return holding;
    }

    void sends(Node node, ElectionMessage message, long to) {
        switch (message) {
            case ElectionMessage.VoteAnswer answer -> {
                Long kept = votes.get(new Ballot(node.id, answer.term()));
                require(!answer.granted() || (kept != null && kept == to), "a vote left before it was kept");
            }
            case ElectionMessage.Heartbeat heartbeat -> leases.sent(node, heartbeat);
            case ElectionMessage.HeartbeatAcks acks -> vouched(acks);
            case ElectionMessage.PreVote _,
                    ElectionMessage.PreVoteAnswer _,
                    ElectionMessage.Vote _,
                    ElectionMessage.HeartbeatAck _,
                    ElectionMessage.Transfer _,
                    ElectionMessage.Removal _ -> {}
        }
    }

    /** A relay speaks for nobody who did not hear that heartbeat. */
    private void vouched(ElectionMessage.HeartbeatAcks acks) {
        Electorate electorate = configurations.get(new Stamp(acks.term(), acks.number()));
        require(electorate != null, "places in no configuration");
        for (ElectionMessage.Ack ack : acks.acks()) {
            boolean heard = electorate != null
                    && leases.hasHeard(electorate.members().at(ack.place()), acks.term(), acks.round());
            require(heard, "a relay speaks for place " + ack.place() + " of " + electorate);
        }
    }

    private void require(boolean holds, String breach) {
        if (!holds) {
            throw new AssertionError("seed " + net.seed + ", after " + net.nowNanos() + " ns: " + breach);
        }
    }
}
