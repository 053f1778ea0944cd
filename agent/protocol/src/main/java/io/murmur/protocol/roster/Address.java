package io.murmur.protocol.roster;

/**
 * Where an agent is reached: an IPv6 address (IPv4 in its mapped form {@code ::ffff:a.b.c.d}) and a UDP port. The
 * kernels never interpret it; the host that sends does.
 *
 * @param high the upper 64 bits of the address
 * @param low the lower 64 bits of the address
 * @param port 0 to 65,535
 */
public record Address(long high, long low, int port) {
    /** Encoded size in bytes. */
    public static final int BYTES = 18;

    public Address {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + " is not in 0..65535");
        }
    }
}
