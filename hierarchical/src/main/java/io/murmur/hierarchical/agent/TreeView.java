package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.ElectionState;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Local;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be seen of the tree from one agent.
 *
 * @param place the groups it is below
 * @param seats what it is in those that it is a member of, by level
 * @param reach up to which level it hears of leaders, -1 if of none: below the top it is cut off
 */
public record TreeView(Place place, List<Seat> seats, int reach) {
    public TreeView {
        seats = List.copyOf(seats);
    }

    /**
     * An agent's part in one group.
     *
     * @param leader its id, or 0 if nobody is known to lead
     * @param actsUntilNanos until when the agent may act as leader, if its lease is not renewed; {@link Long#MIN_VALUE}
     *     where it may not. Whoever looks later must compare it with the same clock
     * @param summary of all agents below, if the agent leads; else {@link Summary#NONE}
     */
    public record Seat(
            int level,
            long group,
            ElectionState state,
            long term,
            long leader,
            long actsUntilNanos,
            Ids deputies,
            int members,
            Summary summary) {
        /** Whether the agent may act as leader at a moment. */
        public boolean acts(long nowNanos) {
            return nowNanos < actsUntilNanos;
        }
    }

    /** Whether the agent hears of no leader of the highest unit. */
    public boolean cutOff() {
        return reach < place.top();
    }

    /** The descriptor of a level. */
    public Descriptor group(int level) {
        return place.chain().get(level);
    }

    static TreeView of(Local local, Ranks ranks, Formation formation) {
        List<Seat> seats = new ArrayList<>();
        for (int level = 0; level <= ranks.highest(); level++) {
            Post post = ranks.at(level);
            if (post != null) {
                boolean leads = post.leads();
                seats.add(new Seat(
                        level,
                        post.group,
                        post.election.state(),
                        post.election.term(),
                        post.election.leader(),
                        post.election.actsUntilNanos(),
                        post.election.deputies(),
                        ranks.size(level),
                        leads ? formation.summaries().of(level) : Summary.NONE));
            }
        }
        return new TreeView(ranks.place(), seats, formation.reach());
    }
}
