package io.murmur.protocol.host;

/**
 * The bound on what one agent sends, whatever its peers send it.
 *
 * @param datagramsMax datagrams in one interval; at least 1
 * @param payloadsMax of these, those with entries, contents or parts of them; at least 1, no more than all
 * @param kept of all, for what must not wait for anything else; 0 to 32,767, fewer than all
 * @param intervalNanos the interval; above 0
 */
public record Allowance(int datagramsMax, int payloadsMax, int kept, long intervalNanos) {
    public Allowance {
        if (datagramsMax < 1 || kept < 0 || kept > Short.MAX_VALUE || kept >= datagramsMax || intervalNanos < 1) {
            throw new IllegalArgumentException(
                    "an allowance of " + datagramsMax + ", " + kept + " kept, per " + intervalNanos + " ns");
        }
        if (payloadsMax < 1 || payloadsMax > datagramsMax) {
            throw new IllegalArgumentException(payloadsMax + " payloads in " + datagramsMax + " datagrams");
        }
    }

    /** Of which all may carry entries, and nothing is kept. */
    public Allowance(int datagramsMax, long intervalNanos) {
        this(datagramsMax, datagramsMax, 0, intervalNanos);
    }

    /** Of the datagrams that carry no entries, those that are left free for answers while entries wait to be sent: half of them. */
    public int answers() {
        return Math.max(0, datagramsMax - kept - payloadsMax) / 2;
    }
}
