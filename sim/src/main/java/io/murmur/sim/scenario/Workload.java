package io.murmur.sim.scenario;

/**
 * What is written, each time by an agent drawn at random.
 *
 * @param from the first round before which something is written
 * @param to the last one
 * @param perRound writes before each of these rounds
 * @param valueBytes bytes of a value
 * @param keys different keys, written again and again; 0 for a new one each time
 * @param deletes the share of writes that delete a key written before, 0..1
 */
public record Workload(int from, int to, int perRound, int valueBytes, int keys, double deletes) {
    /** The bytes of an update in the field's measurements. */
    public static final int VALUE_BYTES = 56;

    private static final int PART_BYTES = 1_000;

    /** One update before the first round. */
    public static final Workload ONE_UPDATE = new Workload(0, 0, 1, VALUE_BYTES, 0, 0);

    public Workload {
        if (from < 0 || to < from || perRound < 0 || valueBytes < 0 || keys < 0 || !(deletes >= 0 && deletes <= 1)) {
            throw new IllegalArgumentException("a workload of rounds " + from + " to " + to + ", " + perRound
                    + " writes of " + valueBytes + " bytes to " + keys + " keys, deletes " + deletes);
        }
    }

    /** The same, that many rounds later. */
    Workload later(int rounds) {
        return new Workload(from + rounds, to + rounds, perRound, valueBytes, keys, deletes);
    }

    /** Datagrams that a value needs. */
    public int parts() {
        return 1 + valueBytes / PART_BYTES;
    }

    /** Whether each update has a key of its own, for good. */
    public boolean distinct() {
        return keys == 0 && deletes == 0;
    }
}
