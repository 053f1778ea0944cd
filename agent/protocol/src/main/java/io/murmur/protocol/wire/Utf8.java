package io.murmur.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Text on the wire. */
final class Utf8 {
    private Utf8() {}

    /** The text in those bytes, or null when they are not the one UTF-8 form of any. */
    static @Nullable String decode(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        byte[] canonical = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(canonical, 0, canonical.length, bytes, offset, offset + length) ? text : null;
    }
}
