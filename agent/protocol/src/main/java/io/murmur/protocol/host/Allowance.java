package io.murmur.protocol.host;

/**
 * The bound on what one agent sends, whatever its peers send it.
 *
 * @param datagramsMax datagrams in one interval; at least 1
 * @param kept of these, for what must not wait for anything else; 0 or more, fewer than all
 * @param intervalNanos the interval; above 0
 */
public record Allowance(int datagramsMax, int kept, long intervalNanos) {
    public Allowance {
        if (datagramsMax < 1 || kept < 0 || kept >= datagramsMax || intervalNanos < 1) {
            throw new IllegalArgumentException(
                    "an allowance of " + datagramsMax + ", " + kept + " kept, per " + intervalNanos + " ns");
        }
    }

    /** Of which nothing is kept. */
    public Allowance(int datagramsMax, long intervalNanos) {
        this(datagramsMax, 0, intervalNanos);
    }
}
