package io.murmur.protocol.wire;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Zone;
import org.jspecify.annotations.Nullable;

/**
 * A claim as it is written in a datagram.
 *
 * @param member whom it is about, and what it says
 * @param source who made it
 */
record Claim(Member member, long source) {
    private static final int BYTES_MIN = 8 + Address.BYTES + 17;

    /** Whether it is the member's own. */
    boolean isOwn() {
        return source == member.id();
    }

    /** Reads one; null where there is none, and the cursor says why. */
    static @Nullable Claim read(Cursor in) {
        if (!in.need(BYTES_MIN)) {
            return null;
        }
        long id = in.u64();
        Address address = in.address();
        long incarnation = in.u64();
        int status = in.u8();
        long source = in.u64();
        if (incarnation < 0 || status > Status.CODE_MAX) {
            in.refuse(Malformed.RANGE);
            return null;
        }
        String name = in.text(Member.NAME_BYTES_MAX);
        Zone zone = name == null ? null : zone(in);
        return name == null || zone == null
                ? null
                : new Claim(new Member(id, address, incarnation, Status.ofCode(status), name, zone), source);
    }

    private static @Nullable Zone zone(Cursor in) {
        String label = in.text(Zone.LABEL_BYTES_MAX);
        if (label == null) {
            return null;
        }
        if (!Zone.isOne(label)) {
            in.refuse(Malformed.TEXT);
            return null;
        }
        return label.isEmpty() ? Zone.NONE : new Zone(label);
    }
}
