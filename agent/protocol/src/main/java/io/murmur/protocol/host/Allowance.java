package io.murmur.protocol.host;

/**
 * The bound on what one agent sends, whatever its peers send it.
 *
 * @param datagramsMax datagrams in one interval; at least 1
 * @param intervalNanos the interval; above 0
 */
public record Allowance(int datagramsMax, long intervalNanos) {
    public Allowance {
        if (datagramsMax < 1 || intervalNanos < 1) {
            throw new IllegalArgumentException("an allowance of " + datagramsMax + " per " + intervalNanos + " ns");
        }
    }
}
