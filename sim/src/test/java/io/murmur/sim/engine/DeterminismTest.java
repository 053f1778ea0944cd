package io.murmur.sim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.sim.network.Cut;
import io.murmur.sim.network.Latency;
import io.murmur.sim.network.Regions;
import io.murmur.sim.network.Weather;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeterminismTest {
    private static final int AGENTS = 160;
    private static final int ROUNDS = 24;

    /** Writes, deletes, crashes, restarts, joins, leaves and garbage, in bad weather, and what came of it. */
    private static long run(TimingKind timing, long seed, int threads, int partitionSize) {
        Settings lan = Settings.lan();
        Settings settings = lan.with(lan.gossip().withFanout(3).withConvergenceSamples(0));
        Latency latency = new Latency.Uniform(2_000_000, 30_000_000);
        Regions regions = new Regions(3, 2, true, new Latency.Uniform(20_000_000, 40_000_000));
        Weather weather = new Weather(seed, 0.1, 0.05, 0.1, latency, regions, List.of());
        Plan plan = new Plan(AGENTS - 20, AGENTS, settings, null, timing, seed, threads, partitionSize, weather);
        try (Swarm swarm = new Swarm(plan, (first, count) -> (agent, now, event) -> {})) {
            for (int round = 0; round < ROUNDS; round++) {
                disturb(swarm, round, weather);
                swarm.advance();
            }
            assertTrue(swarm.figures().events(EventKind.ENTRY_APPLIED) > AGENTS, "something spread");
            return swarm.hash();
        }
    }

    private static void disturb(Swarm swarm, int round, Weather weather) {
        swarm.put((round * 37) % 140, key(round), new byte[40]);
        swarm.put((round * 101) % 140, key(round + 1_000), new byte[900]);
        if (round > 10) {
            swarm.delete((round * 53) % 140, key(round - 10));
        }
        if (round < 20) {
            swarm.enter(140 + round, List.of(round, 1 + round, 2 + round));
            swarm.crash(90 + round);
        } else {
            swarm.enter(90 + round - 20, List.of(1, 2, 3));
        }
        swarm.inject(round, round + 1, new byte[] {1, 0, 7, 7, 7});
        if (round == 8) {
            swarm.weather(weather.with(new Cut.Random(9, 0.3, true)));
        } else if (round == 16) {
            swarm.leave(77);
            swarm.weather(weather);
        }
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    @ParameterizedTest
    @EnumSource(TimingKind.class)
    void theSameSeedIsTheSameRunOnAnyNumberOfThreadsAndAnyPartitionSize(TimingKind timing) {
        long expected = run(timing, 7, 1, AGENTS);
        assertEquals(expected, run(timing, 7, 2, 64), "2 threads, 64 agents per partition");
        assertEquals(expected, run(timing, 7, 3, 37), "3 threads, 37 agents per partition");
        assertEquals(expected, run(timing, 7, 1, 159), "1 thread, 159 agents per partition");
    }

    @ParameterizedTest
    @EnumSource(TimingKind.class)
    void anotherSeedIsAnotherRun(TimingKind timing) {
        assertNotEquals(run(timing, 7, 2, 64), run(timing, 8, 2, 64));
    }
}
