package io.murmur.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Where things are in a datagram: the header's offsets, the codes of the message kinds, and numbers in bytes. */
public final class Layout {
    /** The version of the protocol, the first byte of every datagram. */
    public static final int VERSION = 1;

    /** Flag: the datagram carries news (entries or claims about members) that its receiver may learn. */
    public static final int NEWS = 1;

    /** Flag: the root, and all that is said of states, is about the part that all groups of the swarm share. */
    static final int SWARM = 2;

    static final int FLAGS_AT = 1;
    static final int SENDER_AT = 2;
    static final int GROUP_AT = 10;
    static final int ROSTER_AT = 18;
    static final int WATERMARK_AT = 26;
    static final int ROOT_AT = 34;
    /** Size of the header in bytes. */
    public static final int HEADER_BYTES = 66;

    static final int DIGEST = 1;
    static final int SAME = 2;
    static final int DIFFERS = 3;
    static final int PUSH = 4;
    static final int OFFER = 5;
    static final int WANT = 6;
    static final int FRAGMENT = 7;
    static final int NODES = 8;
    static final int LEAVES = 9;
    static final int FETCH = 10;
    static final int CHUNK = 11;
    static final int JOIN = 16;
    static final int UPDATE = 17;
    static final int ROSTERS = 18;
    static final int PING = 19;
    static final int ACK = 20;
    static final int NACK = 21;
    static final int PING_REQUEST = 22;
    static final int KNOWN = 23;
    static final int EXTENSION = 32;

    /** Added to the kind of a message that carries an entry, or the beginning of one: its {@link CreationContext} follows. */
    static final int TRACED = 64;

    /** Bytes of a {@link Message.Fragment} or {@link Message.Chunk} beside the part itself, at most. */
    static final int PART_OVERHEAD = 43;
    /** The deepest place of a trie that is compared: beyond it, leaves are listed. */
    public static final int DEPTH_MAX = 56;
    /** The longest thing that travels in parts, in bytes: 64 MiB. */
    public static final int TOTAL_MAX = 1 << 26;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private Layout() {}

    /** Whether a well-formed datagram carries news, told from its header alone: what a host's network may ask. */
    public static boolean carriesNews(byte[] bytes, int offset) {
        return (bytes[offset + FLAGS_AT] & NEWS) != 0;
    }

    /** Whether a message of this kind is about its sender's state, so that its datagram tells the root. */
    static boolean tellsRoot(int kind) {
        return switch (kind) {
            case DIGEST, SAME, DIFFERS, NODES, LEAVES, PING, ACK -> true;
            default -> false;
        };
    }

    static long u64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void u64(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    static int i32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static void i32(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }

    static void u16(byte[] bytes, int at, int value) {
        SHORTS.set(bytes, at, (short) value);
    }
}
