package io.murmur.sidecar.store;

import io.murmur.protocol.roster.Address;
import java.nio.ByteBuffer;

/** Addresses in a file. */
final class Addressing {
    private Addressing() {}

    static byte[] bytes(Address address) {
        return ByteBuffer.allocate(Address.BYTES)
                .putLong(address.high())
                .putLong(address.low())
                .putShort((short) address.port())
                .array();
    }

    /** What {@link #bytes} wrote; anything else reads as an address that leads nowhere. */
    static Address read(byte[] bytes) {
        if (bytes.length != Address.BYTES) {
            return new Address(0, 0, 0);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Address(buffer.getLong(), buffer.getLong(), buffer.getShort() & 0xFFFF);
    }
}
