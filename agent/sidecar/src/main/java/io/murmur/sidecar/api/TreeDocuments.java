package io.murmur.sidecar.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API answers about the tree of groups. */
public final class TreeDocuments {
    private TreeDocuments() {}

    /**
     * An agent that speaks for a group.
     *
     * @param name absent where the agent is of another group
     * @param address absent where it is not known
     */
    public record NodeDocument(
            String id, @Nullable String name, @Nullable String address, boolean self) {
        /** For humans. */
        public String label() {
            return name == null ? id : name;
        }
    }

    /**
     * Who leads the agent's own group.
     *
     * @param group absent as long as the agent is a member of none
     * @param leader absent where nobody is known to lead
     * @param term the fencing token: of two leaders of this group the one with the higher term is the later one. Terms
     *     of different groups say nothing of each other
     * @param leads whether the agent itself is the leader
     * @param acts whether it may act as such: a majority granted it a lease that has not ended
     * @param leaseEndsMillis since the Unix epoch on the agent's clock, unless it is renewed; absent where it does not act
     */
    public record LeaderDocument(
            @Nullable String group,
            @Nullable NodeDocument leader,
            long term,
            boolean leads,
            boolean acts,
            @Nullable Long leaseEndsMillis) {}

    /**
     * All agents below a group, as its leader sums them up.
     *
     * @param groups of agents
     * @param root the first 64 bits of the swarm root that the leader holds, in hexadecimal
     * @param share of the live agents that hold it, 0 to 1
     * @param load the share of the bound on datagrams that an agent sent in its last interval, in the mean
     * @param missing groups that are listed and have not reported yet: there are more agents than these
     * @param ageMillis of the oldest observation in it
     */
    public record SummaryDocument(
            int live, int groups, String root, double share, double load, int missing, long ageMillis) {}

    /**
     * How many we are.
     *
     * @param live agents of the swarm, or of a part of it
     * @param groups of agents; 1 where the swarm is flat
     * @param root the first 64 bits of the swarm root that whoever counted holds, in hexadecimal
     * @param share of the live agents that hold it, 0 to 1; absent where the swarm is flat
     * @param load the share of the bound on datagrams that an agent sent in its last interval, in the mean; absent where
     *     the swarm is flat
     * @param ageMillis of the oldest observation in it; absent where the swarm is flat
     * @param partial whether there are known to be more agents: some unit or group is not in it
     * @param height the level of the highest unit
     * @param reach the level of the unit that was counted
     * @param missing groups that are listed and have not reported yet
     * @param version of the entry that was asked about, as this agent holds it
     * @param holders how many agents are known to hold that version; absent where whoever counted holds another swarm root
     *     than this agent, so that nothing is known of it
     */
    public record CountDocument(
            int live,
            int groups,
            String root,
            @Nullable Double share,
            @Nullable Double load,
            @Nullable Long ageMillis,
            boolean partial,
            int height,
            int reach,
            int missing,
            @Nullable String version,
            @Nullable Integer holders) {}

    /**
     * A group that the agent is below.
     *
     * @param level 0 for the agent's own; members of a group of level l lead groups of level l-1
     * @param zone where most of the agents below it are; empty where they do not say
     * @param role the agent's in it: leader, follower, candidate or pre_candidate; absent where it is no member
     * @param members live ones; absent where the agent is no member
     * @param deputies in the order in which they stand when the leader is gone
     * @param nodes who speak for the group towards others: its leader first, then deputies
     * @param summary absent where the agent does not lead it
     */
    public record GroupDocument(
            int level,
            String group,
            String zone,
            long term,
            @Nullable NodeDocument leader,
            @Nullable String role,
            boolean acts,
            @Nullable Long leaseEndsMillis,
            @Nullable Integer members,
            List<NodeDocument> deputies,
            List<NodeDocument> nodes,
            @Nullable SummaryDocument summary) {}

    /**
     * The tree as one agent sees it.
     *
     * @param groups its own group and those above it, the lowest first; none as long as it is a member of none
     * @param reach up to which level it hears of leaders; -1 if of none
     * @param cutOff whether it hears of no leader of the highest group
     */
    public record TreeDocument(NodeDocument self, List<GroupDocument> groups, int reach, boolean cutOff) {}
}
