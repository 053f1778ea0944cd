package io.murmur.sidecar.config;

import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.gossip.GossipSettings;
import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.roster.Zone;
import io.murmur.sidecar.transport.Sockets;
import java.util.List;

/**
 * Everything that can be set about a sidecar. The shipped {@code murmur.yaml} documents each knob under the name that
 * its record component has here.
 */
public record Config(
        Swarm swarm,
        Agent agent,
        Security security,
        Transport transport,
        GossipKnobs gossip,
        MembershipKnobs membership,
        TreeKnobs tree,
        LimitKnobs limits,
        Caches caches,
        Api api,
        Store store,
        TelemetryKnobs telemetry) {
    private static final long MILLI = 1_000_000L;

    public Config {
        GossipSettings rounds = rounds(swarm, gossip);
        long mates = Settings.retentionNanosMin(rounds, membership.settings());
        long groups = swarm.topology == Topology.FLAT
                ? 0
                : rounds.driftNanosMax() + tree.settings(gossip.interval()).noticeNanosMax();
        long least = Math.ceilDiv(Math.max(mates, groups), MILLI) * MILLI;
        Check.that(
                gossip.tombstone().nanos() >= least,
                "gossip.tombstone must be at least " + new Span(least) + ", in which every cut is noticed");
    }

    /** What holds where nothing is set: a local network. */
    public static final Config DEFAULT = new Config(
            new Swarm("murmur", Topology.FLAT),
            new Agent("", new HostPort("127.0.0.1", 7946), "", List.of(), Span.parse("500ms")),
            new Security(List.of(), "", Signatures.ED25519, 4_096),
            new Transport(Sockets.AUTO, new Size(1_200), Size.parse("4MiB"), Size.parse("4MiB"), 8_192),
            GossipKnobs.DEFAULT,
            MembershipKnobs.DEFAULT,
            TreeKnobs.DEFAULT,
            LimitKnobs.DEFAULT,
            new Caches(65_536, 4_096, 4_096, 1_024),
            new Api(
                    true,
                    new HostPort("127.0.0.1", 7947),
                    false,
                    Size.parse("1MiB"),
                    Span.parse("1s"),
                    4_096,
                    64,
                    Span.parse("15s")),
            new Store("", Span.parse("200ms")),
            TelemetryKnobs.DEFAULT);

    /**
     * Which swarm this is.
     *
     * @param id the swarm's name; agents of another swarm are not heard
     * @param topology its shape, the same at all agents
     */
    public record Swarm(String id, Topology topology) {
        public Swarm {
            Check.that(!id.isEmpty() && id.length() <= 255, "id must have 1 to 255 characters");
        }
    }

    /** The shape of a swarm. */
    public enum Topology {
        /** All know all. */
        FLAT,
        /** Groups with leaders, and units of groups above them. */
        HIERARCHICAL
    }

    /**
     * Who the agent is and where.
     *
     * @param name for humans; empty for the host's name
     * @param bind where datagrams are received
     * @param zone where it is: labels between slashes, from the widest place to the narrowest; empty for not said
     * @param advertise what others are told to send to, a host or host:port; empty for where it is bound
     * @param join where to look for the swarm; names are resolved again and again
     * @param leave how long an agent that leaves goes on telling so
     */
    public record Agent(String name, String zone, HostPort bind, String advertise, List<HostPort> join, Span leave) {
        public Agent {
            Check.that(
                    Zone.isOne(zone), "zone must be labels between slashes, up to " + Zone.LABEL_BYTES_MAX + " bytes");
        }

        /** One that does not say where it is. */
        public Agent(String name, HostPort bind, String advertise, List<HostPort> join, Span leave) {
            this(name, "", bind, advertise, join, leave);
        }
    }

    /**
     * Who may speak.
     *
     * @param keys of the swarm, in Base64: the first seals, all open
     * @param keyFile a file with such keys, one a line, instead
     * @param signatures how owners seal their entries
     * @param sendersMax senders whose datagrams are remembered, so that none is taken twice
     */
    public record Security(List<String> keys, String keyFile, Signatures signatures, int sendersMax) {
        public Security {
            Check.that(sendersMax >= 1, "sendersMax must be at least 1");
        }

        /** Keys are not for logs. */
        @Override
        public String toString() {
            return "Security[" + keys.size() + " keys, keyFile=" + keyFile + ", signatures=" + signatures + "]";
        }
    }

    /** How owners seal their entries. */
    public enum Signatures {
        ED25519,
        NONE
    }

    /**
     * How datagrams travel.
     *
     * @param sockets the system interface
     * @param mtu bytes of UDP payload that a datagram never exceeds
     * @param receiveBuffer wanted of the system for the socket
     * @param sendBuffer wanted of the system for the socket
     * @param datagramsMax datagrams sent in one gossip interval, at most, in a flat swarm; in a tree the tree's counts
     */
    public record Transport(Sockets sockets, Size mtu, Size receiveBuffer, Size sendBuffer, int datagramsMax) {
        /** A datagram must hold an entry with the longest key. */
        private static final int MTU_MIN = 1_200;

        private static final int MTU_MAX = 2_000;

        public Transport {
            Check.that(
                    mtu.bytes() >= MTU_MIN && mtu.bytes() <= MTU_MAX,
                    "mtu must be " + MTU_MIN + "B to " + MTU_MAX + "B");
            Check.that(datagramsMax >= 1, "datagramsMax must be at least 1");
        }
    }

    /**
     * How much is remembered to save work, in things.
     *
     * @param verified seals known to be genuine
     * @param decoded entries recognised by their bytes
     * @param peers addresses in the system's form
     * @param proofs proofs of the present state
     */
    public record Caches(int verified, int decoded, int peers, int proofs) {
        public Caches {
            Check.that(
                    verified >= 0 && decoded >= 1 && peers >= 0 && proofs >= 0,
                    "a cache cannot be smaller than nothing, decoded not than 1");
        }
    }

    /**
     * The local HTTP API.
     *
     * @param enabled whether to serve it
     * @param bind where
     * @param exposed whether an address that is not loopback is meant; nobody is asked who they are
     * @param bodyMax the longest request body
     * @param writeWait how long a write waits for an agent that is busy, before it is refused
     * @param watchHistory changes remembered for watches that were interrupted
     * @param watchersMax watches at a time
     * @param heartbeat between signs of life to a silent watch
     */
    public record Api(
            boolean enabled,
            HostPort bind,
            boolean exposed,
            Size bodyMax,
            Span writeWait,
            int watchHistory,
            int watchersMax,
            Span heartbeat) {
        public Api {
            Check.that(watchHistory >= 1, "watchHistory must be at least 1");
            Check.that(heartbeat.nanos() > 0, "heartbeat must be above 0");
        }
    }

    /**
     * What survives the end.
     *
     * @param dataDir where the agent keeps itself; empty to forget everything at the end
     * @param interval between two savings
     */
    public record Store(String dataDir, Span interval) {
        public Store {
            Check.that(interval.nanos() >= 10_000_000, "interval must be at least 10ms");
        }
    }

    /** This configuration with another section. */
    public Config with(Swarm other) {
        return new Config(
                other, agent, security, transport, gossip, membership, tree, limits, caches, api, store, telemetry);
    }

    /** This configuration with another section. */
    public Config with(TreeKnobs other) {
        return new Config(
                swarm, agent, security, transport, gossip, membership, other, limits, caches, api, store, telemetry);
    }

    /** This configuration with another section. */
    public Config with(Agent other) {
        return new Config(
                swarm, other, security, transport, gossip, membership, tree, limits, caches, api, store, telemetry);
    }

    /** This configuration with another section. */
    public Config with(Security other) {
        return new Config(
                swarm, agent, other, transport, gossip, membership, tree, limits, caches, api, store, telemetry);
    }

    /** This configuration with another section. */
    public Config with(Transport other) {
        return new Config(
                swarm, agent, security, other, gossip, membership, tree, limits, caches, api, store, telemetry);
    }

    /** This configuration with another section. */
    public Config with(Api other) {
        return new Config(
                swarm, agent, security, transport, gossip, membership, tree, limits, caches, other, store, telemetry);
    }

    /** This configuration with another section. */
    public Config with(Store other) {
        return new Config(
                swarm, agent, security, transport, gossip, membership, tree, limits, caches, api, other, telemetry);
    }

    /** This configuration with another section. */
    public Config with(TelemetryKnobs other) {
        return new Config(
                swarm, agent, security, transport, gossip, membership, tree, limits, caches, api, store, other);
    }

    /** Whether the swarm is a tree of groups. */
    public boolean hierarchical() {
        return swarm.topology == Topology.HIERARCHICAL;
    }

    /** The settings of the tree of groups; they mean nothing in a flat swarm. */
    public HierarchySettings hierarchy() {
        return tree.settings(gossip.interval());
    }

    /** In a tree news comes along its branches, and rounds only look for what was missed. */
    private static GossipSettings rounds(Swarm swarm, GossipKnobs gossip) {
        GossipSettings settings = gossip.settings();
        return swarm.topology == Topology.FLAT ? settings : settings.withQuiet(0, settings.quietIntervalNanosMax());
    }

    /** In a tree its own bounds count, whatever is said of the transport. */
    private Allowance allowance() {
        long intervalNanos = gossip.interval().nanos();
        return swarm.topology == Topology.FLAT
                ? new Allowance(transport.datagramsMax(), intervalNanos)
                : hierarchy().spread().allowance(intervalNanos);
    }

    /** The kernel's settings. */
    public Settings settings() {
        return new Settings(
                rounds(swarm, gossip),
                membership.settings(),
                limits.limits(),
                allowance(),
                agent.leave().nanos());
    }
}
