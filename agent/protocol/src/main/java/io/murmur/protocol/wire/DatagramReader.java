package io.murmur.protocol.wire;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Sums;
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

    private final Cursor in = new Cursor();
    private byte[] bytes = new byte[0];
    private int start;
    private boolean news;

    public DatagramReader(EntryDecoder entries) {
        this.entries = entries;
    }

    /** Reads the datagram of {@code length} bytes at {@code offset}; null when it is well-formed. */
    public @Nullable Malformed read(byte[] from, int offset, int length) {
        messages.clear();
        bytes = from;
        start = offset;
        news = false;
        in.begin(from, offset + Layout.HEADER_BYTES, offset + length, header(length));
        while (in.flaw() == null && in.left() > 0) {
            Message message = message(in.u8());
            if (message != null) {
                messages.add(message);
            }
        }
        if (in.flaw() == null && news != Layout.carriesNews(bytes, start)) {
            in.refuse(Malformed.FLAGS);
        }
        return in.flaw();
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
            case Layout.DIGEST -> in.need(4) ? new Message.Digest(in.i32()) : null;
            case Layout.SAME -> in.need(4) ? new Message.Same(in.i32()) : null;
            case Layout.DIFFERS -> in.need(4) ? new Message.Differs(in.i32()) : null;
            case Layout.PUSH -> push(false);
            case Layout.PUSH | Layout.TRACED -> push(true);
            case Layout.OFFER -> in.need(24) ? new Message.Offer(in.u64(), in.u64(), in.u64()) : null;
            case Layout.WANT -> want();
            case Layout.FRAGMENT -> fragment(false);
            case Layout.FRAGMENT | Layout.TRACED -> fragment(true);
            case Layout.NODES -> nodes();
            case Layout.LEAVES -> leaves();
            case Layout.FETCH -> fetch();
            case Layout.CHUNK -> chunk();
            case Layout.JOIN -> join();
            case Layout.UPDATE -> update();
            case Layout.KNOWN -> known();
            case Layout.ROSTERS -> rosters();
            case Layout.PING -> in.need(12) ? new Message.Ping(in.i32(), in.u64()) : null;
            case Layout.ACK -> in.need(4) ? new Message.Ack(in.i32()) : null;
            case Layout.NACK -> in.need(4) ? new Message.Nack(in.i32()) : null;
            case Layout.PING_REQUEST ->
                in.need(12 + Address.BYTES) ? new Message.PingRequest(in.i32(), in.u64(), in.address()) : null;
            case Layout.EXTENSION -> extension();
            default -> refuse(Malformed.KIND);
        };
    }

    private @Nullable Message push(boolean traced) {
        if (!in.need(3)) {
            return null;
        }
        int hops = in.u8();
        int length = in.u16();
        if (!in.need(length)) {
            return null;
        }
        Entry entry = entries.decode(bytes, in.skip(length), length);
        if (entry == null) {
            return refuse(Malformed.ENTRY);
        }
        news = true;
        CreationContext context = traced ? context() : null;
        return traced && context == null ? null : new Message.Push(hops, entry, context);
    }

    private @Nullable CreationContext context() {
        return in.need(CreationContext.BYTES) ? CreationContext.read(in) : null;
    }

    private @Nullable Message want() {
        if (!in.need(12)) {
            return null;
        }
        long key = in.u64();
        int offset = in.i32();
        return inTotal(offset) ? new Message.Want(key, offset) : refuse(Malformed.RANGE);
    }

    private @Nullable Message fragment(boolean traced) {
        if (!in.need(26)) {
            return null;
        }
        long key = in.u64();
        long version = in.u64();
        int total = in.i32();
        int offset = in.i32();
        Bytes part = part(total, offset);
        if (part == null || part.length() == 0 || (traced && offset > 0)) {
            return refuse(Malformed.RANGE);
        }
        CreationContext context = traced ? context() : null;
        return traced && context == null ? null : new Message.Fragment(key, version, total, offset, part, context);
    }

    private @Nullable Message chunk() {
        if (!in.need(Hash.BYTES + 10)) {
            return null;
        }
        Hash content = in.hash();
        int total = in.i32();
        int offset = in.i32();
        Bytes part = part(total, offset);
        return part == null || (part.length() == 0) != (total == 0)
                ? refuse(Malformed.RANGE)
                : new Message.Chunk(content, total, offset, part);
    }

    private @Nullable Message fetch() {
        if (!in.need(Hash.BYTES + 4)) {
            return null;
        }
        Hash content = in.hash();
        int offset = in.i32();
        return inTotal(offset) ? new Message.Fetch(content, offset) : refuse(Malformed.RANGE);
    }

    private @Nullable Message nodes() {
        if (!in.need(9 + 8 * Children.COUNT)) {
            return null;
        }
        int depth = in.u8();
        long path = in.u64();
        if (!isPlace(depth, path)) {
            return refuse(Malformed.RANGE);
        }
        long[] prefixes = new long[Children.COUNT];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = in.u64();
        }
        return new Message.Nodes(depth, path, Children.of(prefixes));
    }

    private @Nullable Message leaves() {
        if (!in.need(10)) {
            return null;
        }
        int depth = in.u8();
        long path = in.u64();
        int size = in.u8();
        if (!isPlace(depth, path) || size > Stamps.MAX) {
            return refuse(Malformed.RANGE);
        }
        if (!in.need(8 * Stamps.WIDTH * size)) {
            return null;
        }
        long[] rows = new long[Stamps.WIDTH * size];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = in.u64();
        }
        return new Message.Leaves(depth, path, Stamps.of(rows));
    }

    private @Nullable Message rosters() {
        if (!in.need(2)) {
            return null;
        }
        int answer = in.u8();
        int bits = in.u8();
        if (answer > 1 || bits > Sums.BITS_MAX) {
            return refuse(Malformed.RANGE);
        }
        if (!in.need(8 << bits)) {
            return null;
        }
        long[] sums = new long[1 << bits];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = in.u64();
        }
        return new Message.Rosters(answer == 1, Sums.of(sums));
    }

    private @Nullable Message join() {
        Claim claim = claim();
        return claim == null
                ? null
                : claim.isOwn() && claim.member().status() == Status.ALIVE
                        ? new Message.Join(claim.member())
                        : refuse(Malformed.RANGE);
    }

    private @Nullable Message update() {
        Claim claim = claim();
        return claim == null ? null : new Message.Update(claim.member(), claim.source());
    }

    private @Nullable Message known() {
        Claim claim = claim();
        return claim == null ? null : claim.isOwn() ? new Message.Known(claim.member()) : refuse(Malformed.RANGE);
    }

    private @Nullable Claim claim() {
        Claim claim = Claim.read(in);
        news |= claim != null;
        return claim;
    }

    private @Nullable Message extension() {
        if (!in.need(2)) {
            return null;
        }
        int length = in.u16();
        if (length == 0) {
            return refuse(Malformed.RANGE);
        }
        if (!in.need(length)) {
            return null;
        }
        return new Message.Extension(in.copy(length));
    }

    private @Nullable Bytes part(int total, int offset) {
        int length = in.u16();
        if (!inTotal(total) || offset < 0 || offset > total - length || length > in.left()) {
            return null;
        }
        news = true;
        return in.copy(length);
    }

    private static boolean inTotal(int value) {
        return value >= 0 && value <= Layout.TOTAL_MAX;
    }

    private static boolean isPlace(int depth, long path) {
        return depth % Children.BITS == 0 && depth <= Layout.DEPTH_MAX && (depth == 0 ? path == 0 : path << depth == 0);
    }

    private @Nullable Message refuse(Malformed reason) {
        in.refuse(reason);
        return null;
    }
}
