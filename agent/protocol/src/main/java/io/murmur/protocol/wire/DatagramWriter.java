package io.murmur.protocol.wire;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Sums;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes one datagram straight into a buffer that the host lends. Every message either fits whole or is refused and
 * leaves the datagram as it was. Reused for datagram after datagram; belongs to one loop.
 */
public final class DatagramWriter {
    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int limit;
    private boolean tellsRoot;
    private boolean takesEntries;
    private boolean carriesEntries;
    private boolean namesEntries;

    /** Lends {@code capacity} bytes at {@code offset}; at least the header's {@value Layout#HEADER_BYTES}. */
    public void lend(byte[] buffer, int offset, int capacity) {
        if (capacity < Layout.HEADER_BYTES || offset + capacity > buffer.length) {
            throw new IllegalArgumentException("no room for a datagram: " + capacity + " bytes at " + offset);
        }
        bytes = buffer;
        start = offset;
        position = offset;
        limit = offset + capacity;
    }

    /** Begins a datagram with what its sender believes; the root may be told later, by {@link #state}. */
    public DatagramWriter header(long sender, long group, long rosterDigest, long watermark, Hash root) {
        bytes[start] = Layout.VERSION;
        bytes[start + Layout.FLAGS_AT] = 0;
        Layout.u64(bytes, start + Layout.SENDER_AT, sender);
        Layout.u64(bytes, start + Layout.GROUP_AT, group);
        Layout.u64(bytes, start + Layout.ROSTER_AT, rosterDigest);
        Layout.u64(bytes, start + Layout.WATERMARK_AT, watermark);
        root.write(bytes, start + Layout.ROOT_AT);
        position = start + Layout.HEADER_BYTES;
        tellsRoot = false;
        takesEntries = true;
        carriesEntries = false;
        namesEntries = false;
        return this;
    }

    /** Says what is compared: all that mates share ({@link Scope#GROUP}, as at first), or what the whole swarm shares. */
    public DatagramWriter reach(Scope reach) {
        bytes[start + Layout.FLAGS_AT] |= (byte) (reach == Scope.SWARM ? Layout.SWARM : 0);
        return this;
    }

    /** Closes this datagram to entries, contents and parts of them: from now on they are refused as if there were no room. */
    public DatagramWriter withoutEntries() {
        takesEntries = false;
        return this;
    }

    /** Whether entries, contents and parts of them may be written, where there is room. */
    public boolean takesEntries() {
        return takesEntries;
    }

    public Scope reach() {
        return (bytes[start + Layout.FLAGS_AT] & Layout.SWARM) == 0 ? Scope.GROUP : Scope.SWARM;
    }

    /** Whether a message of the datagram is about its sender's state, so that its root has to be told. */
    public boolean tellsRoot() {
        return tellsRoot;
    }

    /** Whether there are entries, contents, or parts of them inside: a payload, whatever else it says. */
    public boolean carriesEntries() {
        return carriesEntries;
    }

    /** Whether it carries entries, offers some or asks for some. */
    public boolean namesEntries() {
        return namesEntries || carriesEntries;
    }

    /** Tells the root of the sender's state, as far as it is compared, and the watermark that it is the root of. */
    public DatagramWriter state(long watermark, Hash root) {
        Layout.u64(bytes, start + Layout.WATERMARK_AT, watermark);
        root.write(bytes, start + Layout.ROOT_AT);
        return this;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Where the datagram begins in {@link #bytes}. */
    public int offset() {
        return start;
    }

    /** Length of the datagram so far. */
    public int length() {
        return position - start;
    }

    /** Bytes that still fit. */
    public int room() {
        return limit - position;
    }

    /** Whether the datagram holds more than its header. */
    public boolean filled() {
        return position > start + Layout.HEADER_BYTES;
    }

    /** Bytes that an empty datagram of this size leaves for messages. */
    public int capacity() {
        return limit - start - Layout.HEADER_BYTES;
    }

    /** Appends a message if it fits. */
    public boolean write(Message message) {
        return switch (message) {
            case Message.Digest m -> digest(m.exchange());
            case Message.Same m -> numbered(Layout.SAME, m.exchange());
            case Message.Differs m -> numbered(Layout.DIFFERS, m.exchange());
            case Message.Push m -> push(m.hops(), m.entry(), m.context());
            case Message.Offer m -> offer(m.key(), m.version(), m.owner());
            case Message.Want m -> want(m.key(), m.offset());
            case Message.Fragment m -> fragment(m);
            case Message.Nodes m -> nodes(m);
            case Message.Leaves m -> leaves(m);
            case Message.Fetch m -> fetch(m);
            case Message.Chunk m -> chunk(m);
            case Message.Join m -> member(Layout.JOIN, m.self(), m.self().id());
            case Message.Update m -> member(Layout.UPDATE, m.member(), m.source());
            case Message.Known m -> member(Layout.KNOWN, m.member(), m.member().id());
            case Message.Rosters m -> rosters(m.answer(), m.sums());
            case Message.Ping m -> ping(m.sequence(), m.target());
            case Message.Ack m -> numbered(Layout.ACK, m.sequence());
            case Message.Nack m -> numbered(Layout.NACK, m.sequence());
            case Message.PingRequest m -> pingRequest(m.sequence(), m.target(), m.address());
            case Message.Extension m -> extension(m.body());
        };
    }

    public boolean digest(int exchange) {
        return numbered(Layout.DIGEST, exchange);
    }

    /** Bytes that {@link #push} takes for an entry. */
    public static int pushBytes(Entry entry) {
        return 4 + entry.encodedLength();
    }

    /** The same with the context of its creation, if it has one. */
    public static int pushBytes(Entry entry, @Nullable CreationContext context) {
        return pushBytes(entry) + (context == null ? 0 : CreationContext.BYTES);
    }

    /** Appends an entry if it fits, and the context of its creation unless no datagram of this size has room for both. */
    public boolean push(int hops, Entry entry, @Nullable CreationContext context) {
        int length = entry.encodedLength();
        CreationContext beside = beside(3 + length, context);
        if (!takesEntries || !begin(Layout.PUSH, 3 + length, beside)) {
            return false;
        }
        u8(Math.min(hops, 255));
        u16(length);
        entry.encode(bytes, position);
        position += length;
        trace(beside);
        carriesEntries = true;
        news();
        return true;
    }

    public boolean offer(long key, long version, long owner) {
        if (!begin(Layout.OFFER, 24)) {
            return false;
        }
        namesEntries = true;
        u64(key);
        u64(version);
        u64(owner);
        return true;
    }

    private boolean want(long key, int offset) {
        if (!begin(Layout.WANT, 12)) {
            return false;
        }
        namesEntries = true;
        u64(key);
        i32(offset);
        return true;
    }

    private boolean fragment(Message.Fragment m) {
        int length = 26 + m.part().length();
        CreationContext beside = beside(length, m.context());
        if (!takesEntries || !begin(Layout.FRAGMENT, length, beside)) {
            return false;
        }
        u64(m.key());
        u64(m.version());
        i32(m.total());
        i32(m.offset());
        part(m.part());
        trace(beside);
        return true;
    }

    private boolean chunk(Message.Chunk m) {
        if (!takesEntries || !begin(Layout.CHUNK, Hash.BYTES + 10 + m.part().length())) {
            return false;
        }
        hash(m.content());
        i32(m.total());
        i32(m.offset());
        part(m.part());
        return true;
    }

    private boolean fetch(Message.Fetch m) {
        if (!begin(Layout.FETCH, Hash.BYTES + 4)) {
            return false;
        }
        hash(m.content());
        i32(m.offset());
        return true;
    }

    private boolean nodes(Message.Nodes m) {
        if (!begin(Layout.NODES, 9 + 8 * Children.COUNT)) {
            return false;
        }
        u8(m.depth());
        u64(m.path());
        for (int i = 0; i < Children.COUNT; i++) {
            u64(m.children().at(i));
        }
        return true;
    }

    private boolean leaves(Message.Leaves m) {
        Stamps stamps = m.stamps();
        if (!begin(Layout.LEAVES, 10 + 8 * Stamps.WIDTH * stamps.size())) {
            return false;
        }
        u8(m.depth());
        u64(m.path());
        u8(stamps.size());
        for (int i = 0; i < stamps.size(); i++) {
            u64(stamps.key(i));
            u64(stamps.version(i));
            u64(stamps.hash(i));
        }
        return true;
    }

    /** Appends a claim about a member if it fits. */
    public boolean update(Member member, long source) {
        return member(Layout.UPDATE, member, source);
    }

    private boolean member(int kind, Member member, long source) {
        byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
        byte[] zone = member.zone().label().getBytes(StandardCharsets.UTF_8);
        if (!begin(kind, 8 + Address.BYTES + 8 + 1 + 8 + 1 + name.length + 1 + zone.length)) {
            return false;
        }
        u64(member.id());
        address(member.address());
        u64(member.incarnation());
        u8(member.status().code());
        u64(source);
        text(name);
        text(zone);
        news();
        return true;
    }

    private void text(byte[] text) {
        u8(text.length);
        System.arraycopy(text, 0, bytes, position, text.length);
        position += text.length;
    }

    private boolean rosters(boolean answer, Sums sums) {
        if (!begin(Layout.ROSTERS, 2 + 8 * sums.size())) {
            return false;
        }
        u8(answer ? 1 : 0);
        u8(sums.bits());
        for (int i = 0; i < sums.size(); i++) {
            u64(sums.at(i));
        }
        return true;
    }

    private boolean ping(int sequence, long target) {
        if (!begin(Layout.PING, 12)) {
            return false;
        }
        i32(sequence);
        u64(target);
        return true;
    }

    private boolean pingRequest(int sequence, long target, Address address) {
        if (!begin(Layout.PING_REQUEST, 12 + Address.BYTES)) {
            return false;
        }
        i32(sequence);
        u64(target);
        address(address);
        return true;
    }

    /** Appends a message of the protocol that extends this one if it fits. */
    public boolean extension(Bytes body) {
        if (!begin(Layout.EXTENSION, 2 + body.length())) {
            return false;
        }
        u16(body.length());
        body.copyTo(bytes, position);
        position += body.length();
        return true;
    }

    private boolean numbered(int kind, int number) {
        if (!begin(kind, 4)) {
            return false;
        }
        i32(number);
        return true;
    }

    private boolean begin(int kind, int bodyBytes) {
        if (room() < 1 + bodyBytes) {
            return false;
        }
        bytes[position++] = (byte) kind;
        tellsRoot |= Layout.tellsRoot(kind);
        return true;
    }

    /** The context to tell with a message of so many bytes: none where an empty datagram had no room for both. */
    private @Nullable CreationContext beside(int bodyBytes, @Nullable CreationContext context) {
        return context != null && 1 + bodyBytes + CreationContext.BYTES <= capacity() ? context : null;
    }

    private boolean begin(int kind, int bodyBytes, @Nullable CreationContext context) {
        return context == null
                ? begin(kind, bodyBytes)
                : begin(kind | Layout.TRACED, bodyBytes + CreationContext.BYTES);
    }

    private void trace(@Nullable CreationContext context) {
        if (context != null) {
            u64(context.traceHigh());
            u64(context.traceLow());
            u64(context.span());
            u8(context.flags());
            u8(context.budget());
        }
    }

    private void news() {
        bytes[start + Layout.FLAGS_AT] |= Layout.NEWS;
    }

    private void part(Bytes part) {
        u16(part.length());
        part.copyTo(bytes, position);
        position += part.length();
        carriesEntries = true;
        news();
    }

    private void address(Address address) {
        u64(address.high());
        u64(address.low());
        u16(address.port());
    }

    private void hash(Hash hash) {
        hash.write(bytes, position);
        position += Hash.BYTES;
    }

    private void u8(int value) {
        bytes[position++] = (byte) value;
    }

    private void u16(int value) {
        Layout.u16(bytes, position, value);
        position += 2;
    }

    private void i32(int value) {
        Layout.i32(bytes, position, value);
        position += 4;
    }

    private void u64(long value) {
        Layout.u64(bytes, position, value);
        position += 8;
    }
}
