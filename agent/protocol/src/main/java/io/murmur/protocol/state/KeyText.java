package io.murmur.protocol.state;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A key as a human should see it; never more than printable text, whatever a peer put into it. */
final class KeyText {

    private KeyText() {}

    /** The bytes as text if they are printable UTF-8, else as {@code 0x} and hexadecimal digits. */
    static String of(byte[] bytes, int offset, int length) {
        try {
            ByteBuffer slice = ByteBuffer.wrap(bytes, offset, length);
            String text = StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
            if (text.codePoints().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // shown as digits instead
        }
        return "0x" + HexFormat.of().formatHex(bytes, offset, offset + length);
    }
}
