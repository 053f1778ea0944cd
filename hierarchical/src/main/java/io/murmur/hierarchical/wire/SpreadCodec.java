package io.murmur.hierarchical.wire;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Job;
import io.murmur.protocol.wire.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes and reads the messages of the multicast; every message has exactly one encoding. */
public final class SpreadCodec {
    private static final int CARRY = 1;
    private static final int CARRIED = 2;
    private static final int CARRY_BYTES = 17;
    private static final int CARRIED_BYTES = 6;

    private SpreadCodec() {}

    public static Bytes write(SpreadMessage message) {
        return switch (message) {
            case SpreadMessage.Carry carry -> {
                Job job = carry.job();
                ByteBuffer to = ByteBuffer.allocate(CARRY_BYTES)
                        .put((byte) Family.SPREAD)
                        .put((byte) CARRY)
                        .putInt(carry.number())
                        .put((byte) job.level());
                yield Bytes.of(to.putInt(job.base())
                        .putInt(job.step())
                        .put((byte) carry.copy())
                        .put((byte) carry.copies())
                        .array());
            }
            case SpreadMessage.Carried carried ->
                Bytes.of(ByteBuffer.allocate(CARRIED_BYTES)
                        .put((byte) Family.SPREAD)
                        .put((byte) CARRIED)
                        .putInt(carried.number())
                        .array());
        };
    }

    /** The message of these bytes, or null if they are none. */
    public static @Nullable SpreadMessage read(Bytes bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes.toArray());
        if (from.remaining() < CARRIED_BYTES || from.get() != Family.SPREAD) {
            return null;
        }
        int kind = from.get();
        if (kind == CARRIED && bytes.length() == CARRIED_BYTES) {
            return new SpreadMessage.Carried(from.getInt());
        }
        return kind == CARRY && bytes.length() == CARRY_BYTES ? carry(from) : null;
    }

    private static SpreadMessage.@Nullable Carry carry(ByteBuffer from) {
        int number = from.getInt();
        int level = from.get();
        int base = from.getInt();
        int step = from.getInt();
        int copy = from.get() & 0xFF;
        int copies = from.get() & 0xFF;
        boolean possible = level >= 0
                && level <= Descriptor.LEVEL_MAX
                && base >= 0
                && base <= Job.POSITION_MAX
                && step >= 1
                && step <= Job.POSITION_MAX
                && (copies == 0 ? copy == 0 : copy < copies);
        return possible ? new SpreadMessage.Carry(number, new Job(level, base, step), copy, copies) : null;
    }
}
