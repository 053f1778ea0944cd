package io.murmur.protocol.agent;

import io.murmur.protocol.gossip.GossipSettings;
import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.membership.MembershipSettings;
import io.murmur.protocol.state.Limits;

/**
 * Everything that can be set about an agent; the agents of a swarm should agree on it.
 *
 * @param allowance the bound on datagrams sent
 * @param leaveNanos how long an agent that leaves goes on telling so; up to {@link Agent#LEAVE_ATTEMPTS} times that where others still need it
 */
public record Settings(
        GossipSettings gossip, MembershipSettings membership, Limits limits, Allowance allowance, long leaveNanos) {
    private static final long MILLI = 1_000_000L;

    public Settings {
        long least = retentionNanosMin(gossip, membership);
        if (gossip.tombstoneNanos() < least) {
            throw new IllegalArgumentException(
                    "deletions must be remembered for longer than clocks may differ and a cut" + " may go unnoticed: "
                            + gossip.tombstoneNanos() + " ns, and not " + least + " ns at least");
        }
    }

    /**
     * How long deletions must be remembered at least. Who collects one believes that everybody has heard of it: it is as
     * old as the retention by a clock that may be ahead of its writer's, and of a cut that kept it from somebody the
     * membership must know by then.
     */
    public static long retentionNanosMin(GossipSettings gossip, MembershipSettings membership) {
        return gossip.driftNanosMax() + membership.noticeNanosMax();
    }

    /** For a local network. */
    public static Settings lan() {
        GossipSettings gossip = GossipSettings.lan();
        return new Settings(
                gossip,
                MembershipSettings.lan(),
                Limits.DEFAULT,
                new Allowance(8_192, gossip.intervalNanos()),
                500 * MILLI);
    }

    public Settings with(GossipSettings newGossip) {
        return new Settings(newGossip, membership, limits, allowance, leaveNanos);
    }

    public Settings with(MembershipSettings newMembership) {
        return new Settings(gossip, newMembership, limits, allowance, leaveNanos);
    }
}
