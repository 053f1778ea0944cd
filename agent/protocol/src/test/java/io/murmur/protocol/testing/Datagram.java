package io.murmur.protocol.testing;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Malformed;
import io.murmur.protocol.wire.Message;
import java.util.List;

/**
 * A datagram by hand: what a header says and the messages behind it.
 *
 * @param sender who is said to send it
 * @param group the group its sender is a member of
 * @param reach what its sender compares
 * @param roster the digest of its sender's roster
 * @param watermark the watermark of its sender's state
 * @param root the root of its sender's state
 */
public record Datagram(
        long sender, long group, Scope reach, long roster, long watermark, Hash root, List<Message> messages) {
    /** The size that hosts are set to unless told otherwise. */
    public static final int MTU = 1_200;

    public static Datagram from(long sender, Message... messages) {
        return new Datagram(sender, 0, Scope.GROUP, 0, 0, Hash.ZERO, List.of(messages));
    }

    public Datagram withRoot(Hash newRoot) {
        return new Datagram(sender, group, reach, roster, watermark, newRoot, messages);
    }

    public Datagram withWatermark(long newWatermark) {
        return new Datagram(sender, group, reach, roster, newWatermark, root, messages);
    }

    public Datagram withGroup(long newGroup, Scope newReach) {
        return new Datagram(sender, newGroup, newReach, roster, watermark, root, messages);
    }

    /** The encoding, in up to 64 KiB. */
    public Bytes encoded() {
        DatagramWriter writer = new DatagramWriter();
        writer.lend(new byte[1 << 16], 0, 1 << 16);
        writer.header(sender, group, roster, watermark, root).reach(reach);
        for (Message message : messages) {
            if (!writer.write(message)) {
                throw new IllegalArgumentException("too long for any datagram: " + message);
            }
        }
        return Bytes.copyOf(writer.bytes(), writer.offset(), writer.length());
    }

    /** Reads a well-formed datagram back. */
    public static Datagram decoded(Bytes bytes) {
        DatagramReader reader = new DatagramReader(Tools.decoder(new Hasher()));
        Malformed malformed = reader.read(bytes.toArray(), 0, bytes.length());
        if (malformed != null) {
            throw new AssertionError("malformed: " + malformed);
        }
        return new Datagram(
                reader.sender(),
                reader.group(),
                reader.reach(),
                reader.rosterDigest(),
                reader.watermark(),
                reader.root(),
                List.copyOf(reader.messages()));
    }
}
