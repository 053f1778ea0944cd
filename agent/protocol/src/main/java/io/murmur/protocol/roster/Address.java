package io.murmur.protocol.roster;

/**
 * Where an agent is reached: an IPv6 address (IPv4 in its mapped form {@code ::ffff:a.b.c.d}) and a UDP port. The
 * kernels never interpret it; the host that sends does.
 *
 * @param high the upper 64 bits of the address
 * @param low the lower 64 bits of the address
 * @param port 0 to 65,535
 */
public record Address(long high, long low, int port) implements Comparable<Address> {
    /** Encoded size in bytes. */
    public static final int BYTES = 18;

    public Address {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + " is not in 0..65535");
        }
    }

    /** By the bytes of the address, then by port: neighbours in a network are neighbours in this order. */
    @Override
    public int compareTo(Address other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
        return byLow != 0 ? byLow : Integer.compare(port, other.port);
    }
}
