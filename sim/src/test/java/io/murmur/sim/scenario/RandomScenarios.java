package io.murmur.sim.scenario;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.gossip.GossipSettings;
import io.murmur.protocol.membership.MembershipSettings;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.network.Latency;
import io.murmur.sim.network.Regions;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Anything that may befall a small swarm, in any order and all at once, and then calm. */
final class RandomScenarios {
    private static final long MILLI = 1_000_000L;
    private static final int STORM_ROUNDS = 60;
    /** The least retention: what was deleted in the storm is collected in the calm. */
    private static final long RETENTION_MILLIS =
            Math.ceilDiv(Settings.retentionNanosMin(GossipSettings.lan(), MembershipSettings.lan()), MILLI);
    /** After the last fault: the dead are looked for every 25 rounds, and lost ones found again by luck. */
    private static final int CALM_ROUNDS = 600;

    /** Everything written arrives, the dead are known and the living too, and no write is lost without a word. */
    private static final Expectations ALL_IS_WELL =
            new Expectations(true, 0, 0, false, CALM_ROUNDS, CALM_ROUNDS, 0, 0, 0, 0, 0, true);
    /** As well, where nobody stays dead: every deletion is collected, and for a while no deleted key comes back. */
    private static final Expectations ALL_IS_GONE =
            new Expectations(true, 0, 0, false, CALM_ROUNDS, CALM_ROUNDS, CALM_ROUNDS, CALM_ROUNDS / 4, 0, 0, 0, true);

    private RandomScenarios() {}

    static Arbitrary<Scenario> any() {
        Arbitrary<Integer> agents = Arbitraries.integers().between(6, 60);
        Arbitrary<Integer> fanout = Arbitraries.integers().between(0, 4);
        Arbitrary<Bootstrap> bootstrap = Arbitraries.of(Bootstrap.KNOWN, Bootstrap.KNOWN, Bootstrap.SEEDS);
        return Combinators.combine(
                        agents,
                        fanout,
                        bootstrap,
                        Arbitraries.of(TimingKind.class),
                        Arbitraries.longs(),
                        network(),
                        workload(),
                        fault().list().ofMinSize(1).ofMaxSize(6))
                .as(RandomScenarios::scenario)
                .withoutEdgeCases();
    }

    private static Scenario scenario(
            int agents,
            int fanout,
            Bootstrap bootstrap,
            TimingKind timing,
            long seed,
            Network network,
            Workload workload,
            List<Fault> faults) {
        boolean collects = seed % 3 == 0;
        Tuning tuning = new Tuning(collects ? RETENTION_MILLIS : 0, 0, 0, 0, 0);
        int roundsMax = STORM_ROUNDS + 2 * CALM_ROUNDS;
        return new Scenario(
                "random",
                agents,
                agents + 5,
                bootstrap,
                Topology.FLAT,
                fanout,
                timing,
                seed,
                roundsMax,
                tuning,
                network,
                workload,
                faults,
                collects && faults.stream().noneMatch(RandomScenarios::buries) ? ALL_IS_GONE : ALL_IS_WELL);
    }

    /** Whether somebody may count as dead for good, and be it one who never was, or one who left and was not heard. */
    private static boolean buries(Fault fault) {
        return fault instanceof Fault.Crash || fault instanceof Fault.Hostile || fault instanceof Fault.Leave;
    }

    private static Arbitrary<Network> network() {
        Arbitrary<Latency> latency = Combinators.combine(
                        Arbitraries.longs().between(1, 10), Arbitraries.longs().between(0, 40))
                .as((least, more) -> new Latency.Uniform(least * MILLI, (least + more) * MILLI));
        return Combinators.combine(share(0.1), share(0.3), share(0.3), latency)
                .as((loss, duplication, reordering, way) ->
                        new Network(loss, duplication, reordering, way, Regions.one(way)));
    }

    private static Arbitrary<Workload> workload() {
        return Combinators.combine(
                        Arbitraries.integers().between(5, 40),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 1_500),
                        Arbitraries.of(0, 10, 50),
                        share(0.5))
                .as((to, perRound, bytes, keys, deletes) -> new Workload(0, to, perRound, bytes, keys, deletes));
    }

    private static Arbitrary<Fault> fault() {
        Arbitrary<Integer> from = Arbitraries.integers().between(2, STORM_ROUNDS / 2);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, STORM_ROUNDS / 2);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        from,
                        length,
                        share(0.5),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.of(true, false))
                .as(RandomScenarios::fault);
    }

    private static Fault fault(int kind, int from, int length, double share, int count, boolean flag) {
        int to = from + length;
        return switch (kind) {
            case 0 -> Fault.Crash.at(from, 1 + count / 7);
            case 1 -> new Fault.Restart(from, flag);
            case 2 -> new Fault.Partition(from, to, share, flag);
            case 3 -> new Fault.Loss(from, to, share);
            case 4 -> new Fault.Join(from, from + 1 + count / 7, 1, 0);
            case 5 -> new Fault.Leave(from, share / 4);
            default -> new Fault.Hostile(from, to, count);
        };
    }

    private static Arbitrary<Double> share(double most) {
        return Arbitraries.doubles().between(0, most).ofScale(2);
    }
}
