package io.murmur.protocol.roster;

import java.nio.charset.StandardCharsets;

/**
 * A claim about one agent: who it is, where it is, and whether it runs.
 *
 * @param id the agent's 64-bit identifier
 * @param address where it receives datagrams
 * @param incarnation raised only by the agent itself, to refute a claim or after a restart; at least 0
 * @param status what is claimed of this incarnation
 * @param name for humans; at most {@value #NAME_BYTES_MAX} bytes of UTF-8
 * @param zone where it says that it is
 */
public record Member(long id, Address address, long incarnation, Status status, String name, Zone zone) {
    /** The longest name, in bytes of UTF-8. */
    public static final int NAME_BYTES_MAX = 64;

    public Member {
        if (incarnation < 0) {
            throw new IllegalArgumentException("incarnation " + incarnation + " is negative");
        }
        if (name.length() > NAME_BYTES_MAX / 3 && utf8Bytes(name) > NAME_BYTES_MAX) {
            throw new IllegalArgumentException("a name of more than " + NAME_BYTES_MAX + " bytes: " + name);
        }
    }

    /** An agent that does not say where it is. */
    public Member(long id, Address address, long incarnation, Status status, String name) {
        this(id, address, incarnation, status, name, Zone.NONE);
    }

    /** Whether this claim wins over {@code other} about the same agent: later incarnation, then graver status. */
    public boolean overrides(Member other) {
        return incarnation != other.incarnation ? incarnation > other.incarnation : status.compareTo(other.status) > 0;
    }

    public Member with(Status newStatus) {
        return new Member(id, address, incarnation, newStatus, name, zone);
    }

    public Member with(long newIncarnation, Status newStatus) {
        return new Member(id, address, newIncarnation, newStatus, name, zone);
    }

    /**
     * 64 bits that stand for this claim in a roster's digest; 0 for members that are gone. Suspicion does not show:
     * it is short-lived, travels by itself, and must not make whole rosters differ.
     */
    long fingerprint() {
        return status.live() ? mix(id ^ mix(incarnation + 0x9E3779B97F4A7C15L)) : 0;
    }

    /** 64 bits that stand for this claim and no other. */
    public long mark() {
        return mix(mix(id ^ mix(4 * incarnation + status.code()))
                + 31L * address.hashCode()
                + name.hashCode()
                + 31L * zone.label().hashCode());
    }

    private static int utf8Bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
