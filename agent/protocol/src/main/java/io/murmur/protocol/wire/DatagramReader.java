package io.murmur.protocol.wire;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads datagrams, strictly: {@link #read} either takes all of one or says why not, and then nothing of it is to be
 * used. Reused for datagram after datagram: what the accessors return is of the datagram last read. Belongs to one
 * loop.
 */
public final class DatagramReader {
    private final EntryDecoder entries;
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> view = Collections.unmodifiableList(messages);

    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int end;
    private boolean news;
    private @Nullable Malformed malformed;

    public DatagramReader(EntryDecoder entries) {
        this.entries = entries;
    }

    /** Reads the datagram of {@code length} bytes at {@code offset}; null when it is well-formed. */
    public @Nullable Malformed read(byte[] from, int offset, int length) {
        messages.clear();
        bytes = from;
        start = offset;
        position = offset + Layout.HEADER_BYTES;
        end = offset + length;
        news = false;
        malformed = header(length);
        while (malformed == null && position < end) {
            Message message = message(bytes[position++] & 0xFF);
            if (message != null) {
                messages.add(message);
            }
        }
        if (malformed == null && news != Layout.carriesNews(bytes, start)) {
            malformed = Malformed.FLAGS;
        }
        return malformed;
    }

    private @Nullable Malformed header(int length) {
        if (length < Layout.HEADER_BYTES) {
            return Malformed.SHORT;
        }
        if (bytes[start] != Layout.VERSION) {
            return Malformed.VERSION;
        }
        return (bytes[start + Layout.FLAGS_AT] & ~(Layout.NEWS | Layout.SWARM)) == 0 ? null : Malformed.FLAGS;
    }

    /** Whether there is anything in it to learn. */
    public boolean news() {
        return news;
    }

    /** The id that the sender gives itself. */
    public long sender() {
        return Layout.u64(bytes, start + Layout.SENDER_AT);
    }

    /** The group that the sender is a member of; 0 where there are none. */
    public long group() {
        return Layout.u64(bytes, start + Layout.GROUP_AT);
    }

    public long rosterDigest() {
        return Layout.u64(bytes, start + Layout.ROSTER_AT);
    }

    public long watermark() {
        return Layout.u64(bytes, start + Layout.WATERMARK_AT);
    }

    /** What the sender compares: all that mates share ({@link Scope#GROUP}), or what the whole swarm shares. */
    public Scope reach() {
        return (bytes[start + Layout.FLAGS_AT] & Layout.SWARM) == 0 ? Scope.GROUP : Scope.SWARM;
    }

    /** Whether the sender says that its state has this root; cheaper than comparing {@link #root}. */
    public boolean rootIs(Hash root) {
        return root.matches(bytes, start + Layout.ROOT_AT);
    }

    /** The root of the sender's state, as far as it is compared; {@link Hash#ZERO} where no message is about it. */
    public Hash root() {
        return Hash.read(bytes, start + Layout.ROOT_AT);
    }

    /** The datagram's messages in their order; the list is the reader's own and changes with the next datagram. */
    public List<Message> messages() {
        return view;
    }

    private @Nullable Message message(int kind) {
        return switch (kind) {
            case Layout.DIGEST -> need(4) ? new Message.Digest(i32()) : null;
            case Layout.SAME -> need(4) ? new Message.Same(i32()) : null;
            case Layout.DIFFERS -> need(4) ? new Message.Differs(i32()) : null;
            case Layout.PUSH -> push();
            case Layout.OFFER -> need(24) ? new Message.Offer(u64(), u64(), u64()) : null;
            case Layout.WANT -> want();
            case Layout.FRAGMENT -> fragment();
            case Layout.NODES -> nodes();
            case Layout.LEAVES -> leaves();
            case Layout.FETCH -> fetch();
            case Layout.CHUNK -> chunk();
            case Layout.JOIN -> join();
            case Layout.UPDATE -> update();
            case Layout.KNOWN -> known();
            case Layout.ROSTERS -> rosters();
            case Layout.PING -> need(12) ? new Message.Ping(i32(), u64()) : null;
            case Layout.ACK -> need(4) ? new Message.Ack(i32()) : null;
            case Layout.NACK -> need(4) ? new Message.Nack(i32()) : null;
            case Layout.PING_REQUEST ->
                need(12 + Address.BYTES) ? new Message.PingRequest(i32(), u64(), address()) : null;
            case Layout.EXTENSION -> extension();
            default -> refuse(Malformed.KIND);
        };
    }

    private @Nullable Message push() {
        if (!need(3)) {
            return null;
        }
        int hops = u8();
        int length = u16();
        if (!need(length)) {
            return null;
        }
        Entry entry = entries.decode(bytes, position, length);
        if (entry == null) {
            return refuse(Malformed.ENTRY);
        }
        position += length;
        news = true;
        return new Message.Push(hops, entry);
    }

    private @Nullable Message want() {
        if (!need(12)) {
            return null;
        }
        long key = u64();
        int offset = i32();
        return inTotal(offset) ? new Message.Want(key, offset) : refuse(Malformed.RANGE);
    }

    private @Nullable Message fragment() {
        if (!need(26)) {
            return null;
        }
        long key = u64();
        long version = u64();
        int total = i32();
        int offset = i32();
        Bytes part = part(total, offset);
        return part == null || part.length() == 0
                ? refuse(Malformed.RANGE)
                : new Message.Fragment(key, version, total, offset, part);
    }

    private @Nullable Message chunk() {
        if (!need(Hash.BYTES + 10)) {
            return null;
        }
        Hash content = hash();
        int total = i32();
        int offset = i32();
        Bytes part = part(total, offset);
        return part == null || (part.length() == 0) != (total == 0)
                ? refuse(Malformed.RANGE)
                : new Message.Chunk(content, total, offset, part);
    }

    private @Nullable Message fetch() {
        if (!need(Hash.BYTES + 4)) {
            return null;
        }
        Hash content = hash();
        int offset = i32();
        return inTotal(offset) ? new Message.Fetch(content, offset) : refuse(Malformed.RANGE);
    }

    private @Nullable Message nodes() {
        if (!need(9 + 8 * Children.COUNT)) {
            return null;
        }
        int depth = u8();
        long path = u64();
        if (!isPlace(depth, path)) {
            return refuse(Malformed.RANGE);
        }
        long[] prefixes = new long[Children.COUNT];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = u64();
        }
        return new Message.Nodes(depth, path, Children.of(prefixes));
    }

    private @Nullable Message leaves() {
        if (!need(10)) {
            return null;
        }
        int depth = u8();
        long path = u64();
        int size = u8();
        if (!isPlace(depth, path) || size > Stamps.MAX) {
            return refuse(Malformed.RANGE);
        }
        if (!need(8 * Stamps.WIDTH * size)) {
            return null;
        }
        long[] rows = new long[Stamps.WIDTH * size];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = u64();
        }
        return new Message.Leaves(depth, path, Stamps.of(rows));
    }

    private @Nullable Message rosters() {
        if (!need(2)) {
            return null;
        }
        int answer = u8();
        int bits = u8();
        if (answer > 1 || bits > Sums.BITS_MAX) {
            return refuse(Malformed.RANGE);
        }
        if (!need(8 << bits)) {
            return null;
        }
        long[] sums = new long[1 << bits];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = u64();
        }
        return new Message.Rosters(answer == 1, Sums.of(sums));
    }

    private @Nullable Message join() {
        Claim claim = claim();
        return claim == null
                ? null
                : claim.source == claim.member.id() && claim.member.status() == Status.ALIVE
                        ? new Message.Join(claim.member)
                        : refuse(Malformed.RANGE);
    }

    private @Nullable Message update() {
        Claim claim = claim();
        return claim == null ? null : new Message.Update(claim.member, claim.source);
    }

    private @Nullable Message known() {
        Claim claim = claim();
        return claim == null
                ? null
                : claim.source == claim.member.id() ? new Message.Known(claim.member) : refuse(Malformed.RANGE);
    }

    private record Claim(Member member, long source) {}

    private @Nullable Claim claim() {
        if (!need(8 + Address.BYTES + 17)) {
            return null;
        }
        long id = u64();
        Address address = address();
        long incarnation = u64();
        int status = u8();
        long source = u64();
        if (incarnation < 0 || status > Status.CODE_MAX) {
            refuse(Malformed.RANGE);
            return null;
        }
        String name = text(Member.NAME_BYTES_MAX);
        Zone zone = name == null ? null : zone();
        if (name == null || zone == null) {
            return null;
        }
        news = true;
        return new Claim(new Member(id, address, incarnation, Status.ofCode(status), name, zone), source);
    }

    private @Nullable Zone zone() {
        String label = text(Zone.LABEL_BYTES_MAX);
        if (label == null) {
            return null;
        }
        if (!Zone.isOne(label)) {
            refuse(Malformed.TEXT);
            return null;
        }
        return label.isEmpty() ? Zone.NONE : new Zone(label);
    }

    private @Nullable String text(int bytesMax) {
        if (!need(1)) {
            return null;
        }
        int length = u8();
        if (length > bytesMax) {
            refuse(Malformed.RANGE);
            return null;
        }
        if (!need(length)) {
            return null;
        }
        String text = length == 0 ? "" : Utf8.decode(bytes, position, length);
        if (text == null) {
            refuse(Malformed.TEXT);
            return null;
        }
        position += length;
        return text;
    }

    private @Nullable Message extension() {
        if (!need(2)) {
            return null;
        }
        int length = u16();
        if (length == 0) {
            return refuse(Malformed.RANGE);
        }
        if (!need(length)) {
            return null;
        }
        Bytes body = Bytes.copyOf(bytes, position, length);
        position += length;
        return new Message.Extension(body);
    }

    private @Nullable Bytes part(int total, int offset) {
        int length = u16();
        if (!inTotal(total) || offset < 0 || offset > total - length || length > end - position) {
            return null;
        }
        Bytes part = Bytes.copyOf(bytes, position, length);
        position += length;
        news = true;
        return part;
    }

    private static boolean inTotal(int value) {
        return value >= 0 && value <= Layout.TOTAL_MAX;
    }

    private static boolean isPlace(int depth, long path) {
        return depth % Children.BITS == 0 && depth <= Layout.DEPTH_MAX && (depth == 0 ? path == 0 : path << depth == 0);
    }

    private boolean need(int count) {
        if (end - position < count) {
            refuse(Malformed.TRUNCATED);
            return false;
        }
        return true;
    }

    private @Nullable Message refuse(Malformed reason) {
        if (malformed == null) {
            malformed = reason;
        }
        return null;
    }

    private Address address() {
        return new Address(u64(), u64(), u16());
    }

    private Hash hash() {
        Hash hash = Hash.read(bytes, position);
        position += Hash.BYTES;
        return hash;
    }

    private int u8() {
        return bytes[position++] & 0xFF;
    }

    private int u16() {
        int value = Layout.u16(bytes, position);
        position += 2;
        return value;
    }

    private int i32() {
        int value = Layout.i32(bytes, position);
        position += 4;
        return value;
    }

    private long u64() {
        long value = Layout.u64(bytes, position);
        position += 8;
        return value;
    }
}
