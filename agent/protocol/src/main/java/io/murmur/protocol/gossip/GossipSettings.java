package io.murmur.protocol.gossip;

/**
 * The knobs of gossip.
 *
 * @param fanout peers contacted in a round; 0 lets the agent tune it from the swarm's size and the loss it observes
 * @param intervalNanos between rounds while the swarm is active
 * @param newsIntervalNanos the least time between two rounds that pass fresh news on
 * @param hotIntervalNanos between rounds while news is still being told
 * @param quietRounds rounds without any difference after which the agent backs off
 * @param quietIntervalNanosMax the longest time between rounds of a quiet agent
 * @param uniformShare the least share of contacts drawn uniformly, 0..1; the others prefer fast and reliable peers
 * @param newsMax writes that may wait to be passed on before writers are told to wait
 * @param datagramsPerContact datagrams that a round sends to one peer, at most
 * @param repairsPerInterval descents of the tries begun in one interval, at most
 * @param driftNanosMax how far ahead of this agent's time a version may be
 * @param tombstoneNanos how long a deleted key is remembered before it may be collected
 * @param contentBytesMax values by reference up to this size are fetched as soon as they are known, longer ones when
 *     asked for
 * @param convergenceSamples observations of peers kept to estimate convergence; 0 for none
 */
public record GossipSettings(
        int fanout,
        long intervalNanos,
        long newsIntervalNanos,
        long hotIntervalNanos,
        int quietRounds,
        long quietIntervalNanosMax,
        double uniformShare,
        int newsMax,
        int datagramsPerContact,
        int repairsPerInterval,
        long driftNanosMax,
        long tombstoneNanos,
        long contentBytesMax,
        int convergenceSamples) {
    /** The largest fanout. */
    public static final int FANOUT_MAX = 31;

    private static final long MILLI = 1_000_000L;

    public GossipSettings {
        if (fanout < 0 || fanout > FANOUT_MAX) {
            throw new IllegalArgumentException("fanout " + fanout + " is not in 0.." + FANOUT_MAX);
        }
        if (uniformShare < 0 || uniformShare > 1) {
            throw new IllegalArgumentException("uniform share " + uniformShare + " is not in 0..1");
        }
        if (intervalNanos < MILLI || newsIntervalNanos < 0 || hotIntervalNanos < MILLI) {
            throw new IllegalArgumentException("an interval is below a millisecond");
        }
    }

    /** For a local network: rounds of 200 ms, as the field has it. */
    public static GossipSettings lan() {
        return new GossipSettings(
                0,
                200 * MILLI,
                5 * MILLI,
                20 * MILLI,
                15,
                8_000 * MILLI,
                0.5,
                512,
                16,
                8,
                10_000 * MILLI,
                3_600_000 * MILLI,
                1 << 20,
                64);
    }

    public GossipSettings withFanout(int newFanout) {
        return new GossipSettings(
                newFanout,
                intervalNanos,
                newsIntervalNanos,
                hotIntervalNanos,
                quietRounds,
                quietIntervalNanosMax,
                uniformShare,
                newsMax,
                datagramsPerContact,
                repairsPerInterval,
                driftNanosMax,
                tombstoneNanos,
                contentBytesMax,
                convergenceSamples);
    }

    /** With the times of an agent that others tell what is new: it compares states now and then, in case they missed. */
    public GossipSettings withQuiet(int rounds, long intervalNanosMax) {
        return new GossipSettings(
                fanout,
                intervalNanos,
                newsIntervalNanos,
                hotIntervalNanos,
                rounds,
                intervalNanosMax,
                uniformShare,
                newsMax,
                datagramsPerContact,
                repairsPerInterval,
                driftNanosMax,
                tombstoneNanos,
                contentBytesMax,
                convergenceSamples);
    }

    public GossipSettings withConvergenceSamples(int samples) {
        return new GossipSettings(
                fanout,
                intervalNanos,
                newsIntervalNanos,
                hotIntervalNanos,
                quietRounds,
                quietIntervalNanosMax,
                uniformShare,
                newsMax,
                datagramsPerContact,
                repairsPerInterval,
                driftNanosMax,
                tombstoneNanos,
                contentBytesMax,
                samples);
    }
}
