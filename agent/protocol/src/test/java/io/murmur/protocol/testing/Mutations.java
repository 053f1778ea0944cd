package io.murmur.protocol.testing;

import io.murmur.protocol.host.Dice;
import java.util.Arrays;
import java.util.List;

/** What a hostile or broken sender makes of good datagrams: the same seed makes the same ones. */
public final class Mutations {
    private static final long[] EXTREMES = {
        0, 1, -1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000L, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Dice dice;
    private final List<byte[]> good;

    /**
     * An endless series.
     *
     * @param good what it begins with; longer than a header
     */
    public Mutations(long seed, List<byte[]> good) {
        this.dice = new Dice(seed);
        this.good = good;
    }

    /** The next one. */
    public byte[] next() {
        return switch (dice.nextInt(8)) {
            case 0 -> noise();
            case 1 -> spliced();
            case 2 -> truncated(one());
            case 3 -> extended(one());
            case 4 -> announced(one());
            case 5 -> announced(announced(spliced()));
            case 6 -> behindGoodHeader();
            default -> flipped(one());
        };
    }

    private byte[] one() {
        return good.get(dice.nextInt(good.size())).clone();
    }

    /** Any bytes, of any length up to an MTU and a little more. */
    private byte[] noise() {
        byte[] bytes = new byte[dice.nextInt(dice.nextInt(4) == 0 ? 1_500 : 80)];
        fill(bytes, 0);
        return bytes;
    }

    private byte[] behindGoodHeader() {
        byte[] bytes = Arrays.copyOf(one(), 58 + dice.nextInt(200));
        fill(bytes, 58);
        if (bytes.length > 58) {
            bytes[58] = (byte) dice.nextInt(25);
        }
        return bytes;
    }

    private byte[] flipped(byte[] bytes) {
        for (int flips = 1 + dice.nextInt(6); flips > 0; flips--) {
            bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
        }
        return bytes;
    }

    private byte[] truncated(byte[] bytes) {
        return Arrays.copyOf(bytes, dice.nextInt(bytes.length));
    }

    private byte[] extended(byte[] bytes) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + dice.nextInt(100));
        fill(longer, bytes.length);
        return longer;
    }

    /** The head of one, the tail of another. */
    private byte[] spliced() {
        byte[] head = one();
        byte[] tail = one();
        int cut = 58 + dice.nextInt(head.length - 57);
        int from = dice.nextInt(tail.length);
        byte[] both = Arrays.copyOf(head, cut + tail.length - from);
        System.arraycopy(tail, from, both, cut, tail.length - from);
        return both;
    }

    /** A number somewhere becomes an extreme one: lengths, counts, offsets, totals. */
    private byte[] announced(byte[] bytes) {
        long value = EXTREMES[dice.nextInt(EXTREMES.length)];
        int width = 1 << dice.nextInt(4);
        int at = dice.nextInt(Math.max(1, bytes.length - width));
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
        }
        return bytes;
    }

    private void fill(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            bytes[i] = (byte) dice.nextLong();
        }
    }
}
