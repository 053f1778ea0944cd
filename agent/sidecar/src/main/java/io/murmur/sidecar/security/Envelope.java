package io.murmur.sidecar.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The seal around every datagram: AES-256-GCM (NIST SP 800-38D), with the header and the swarm's name as associated data.
 *
 * <pre>
 *  0  version    1 byte
 *  1  swarm tag  2 bytes   to tell a stranger's datagram without opening it
 *  3  key id     2 bytes
 *  5  session    8 bytes   drawn at random at the sender's start, and anew when the counter is used up
 * 13  counter    4 bytes   counts the session's datagrams
 * 17  the sealed datagram, then 16 bytes of authentication tag
 * </pre>
 *
 * Session and counter are the nonce: two senders would have to draw the same 64 bits to use one twice. The same pair is
 * what the receiver tells replays by. Belongs to one loop.
 */
public final class Envelope {
    /** What the envelope adds to a datagram, in bytes. */
    public static final int OVERHEAD_BYTES = 33;

    static final int VERSION = 1;
    static final int HEADER_BYTES = 17;
    private static final int TAG_BITS = 128;
    private static final int SWARM_AT = 1;
    private static final int KEY_AT = 3;
    private static final int SESSION_AT = 5;
    private static final int COUNTER_AT = 13;
    private static final long COUNTER_MAX = 0xFFFF_FFFFL;

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final SecureRandom random;
    private final List<Keyring.Key> keys;
    private final byte[] swarm;
    private final int swarmTag;
    private final Cipher sealing;
    private final Cipher opening;
    private final byte[] plain;
    private final byte[] nonce = new byte[HEADER_BYTES - SESSION_AT];
    private final Map<Long, ReplayWindow> windows;
    private long session;
    private long counter = COUNTER_MAX + 1;

    /**
     * Begins a session of its own.
     *
     * @param datagramBytesMax the longest datagram that is opened
     * @param sendersMax senders whose datagrams are remembered; the one silent for longest is forgotten first
     */
    public Envelope(Keyring keyring, int datagramBytesMax, int sendersMax, SecureRandom random) {
        this.random = random;
        this.keys = keyring.keys();
        this.swarm = keyring.swarm().getBytes(StandardCharsets.UTF_8);
        this.swarmTag = keyring.swarmTag();
        this.plain = new byte[datagramBytesMax];
        this.windows = new Lately(sendersMax);
        this.sealing = cipher();
        this.opening = cipher();
    }

    /** Seals a datagram; returns the length of what was written from the start of {@code into} on. */
    public int seal(byte[] bytes, int offset, int length, byte[] into) {
        if (counter > COUNTER_MAX) {
            session = random.nextLong();
            counter = 0;
        }
        Keyring.Key key = keys.getFirst();
        into[0] = VERSION;
        SHORTS.set(into, SWARM_AT, (short) swarmTag);
        SHORTS.set(into, KEY_AT, (short) key.id());
        LONGS.set(into, SESSION_AT, session);
        INTS.set(into, COUNTER_AT, (int) counter++);
        try {
            init(sealing, Cipher.ENCRYPT_MODE, key, into, 0);
            return HEADER_BYTES + sealing.doFinal(bytes, offset, length, into, HEADER_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a fresh nonce and enough room always seal", e);
        }
    }

    /** Opens a datagram: what was sealed is in {@link #plain()} afterwards, if it is genuine and new. */
    public Opening open(byte[] bytes, int offset, int length) {
        if (length < OVERHEAD_BYTES || length > plain.length + OVERHEAD_BYTES || bytes[offset] != VERSION) {
            return Opening.MALFORMED;
        }
        if (((short) SHORTS.get(bytes, offset + SWARM_AT) & 0xFFFF) != swarmTag) {
            return Opening.OTHER_SWARM;
        }
        Keyring.Key key = find((short) SHORTS.get(bytes, offset + KEY_AT) & 0xFFFF);
        if (key == null) {
            return Opening.OTHER_KEY;
        }
        long sender = (long) LONGS.get(bytes, offset + SESSION_AT);
        long count = (int) INTS.get(bytes, offset + COUNTER_AT) & COUNTER_MAX;
        ReplayWindow window = windows.get(sender);
        if (window != null && !window.admits(count)) {
            return Opening.REPLAYED;
        }
        if (!decrypt(key, bytes, offset, length)) {
            return Opening.FORGED;
        }
        if (window == null) {
            window = new ReplayWindow();
            windows.put(sender, window);
        }
        window.note(count);
        return Opening.OPENED;
    }

    /** What the last successful {@link #open} found; its length is that of the envelope less {@link #OVERHEAD_BYTES}. */
    public byte[] plain() {
        return plain;
    }

    private boolean decrypt(Keyring.Key key, byte[] bytes, int offset, int length) {
        try {
            init(opening, Cipher.DECRYPT_MODE, key, bytes, offset);
            opening.doFinal(bytes, offset + HEADER_BYTES, length - HEADER_BYTES, plain, 0);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a datagram of checked length can be opened or is forged", e);
        }
    }

    private void init(Cipher cipher, int mode, Keyring.Key key, byte[] header, int offset)
            throws GeneralSecurityException {
        System.arraycopy(header, offset + SESSION_AT, nonce, 0, nonce.length);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header, offset, HEADER_BYTES);
        cipher.updateAAD(swarm);
    }

    private Keyring.@Nullable Key find(int id) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).id() == id) {
                return keys.get(i);
            }
        }
        return null;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static final class Lately extends LinkedHashMap<Long, ReplayWindow> {
        private final int sendersMax;

        Lately(int sendersMax) {
            super(16, 0.75f, true);
            this.sendersMax = sendersMax;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ReplayWindow> eldest) {
            return size() > sendersMax;
        }
    }
}
