package io.murmur.protocol.testing;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Host;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Malformed;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host that does nothing but record, and keep the contents that its agent fetched. It lends one writer again and again,
 * as real hosts do, and holds the agent to its side of the seam: every datagram sent is well-formed and the one last
 * lent, none that was begun is forgotten unless the agent says that it was throttled, and no delay is negative.
 */
public final class RecordingHost implements Host {
    private final DatagramWriter writer = new DatagramWriter();
    private final DatagramReader reader = new DatagramReader(Tools.decoder(new Hasher()));
    private final byte[] buffer;
    private final List<Sent> sent = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Hash, Bytes> contents = new HashMap<>();
    private boolean lent;

    /** A datagram on its way. */
    public record Sent(Address to, Bytes bytes) {
        public List<Message> messages() {
            return Datagram.decoded(bytes).messages();
        }
    }

    /** A timer asked for. */
    public record Alarm(long delayNanos, long token) {}

    public RecordingHost() {
        this(Datagram.MTU);
    }

    public RecordingHost(int mtu) {
        buffer = new byte[mtu];
    }

    @Override
    public DatagramWriter lend(Address to) {
        if (lent && writer.filled()) {
            throw new AssertionError("a datagram that was begun is forgotten");
        }
        writer.lend(buffer, 0, buffer.length);
        lent = true;
        return writer;
    }

    @Override
    public void send(Address to, DatagramWriter datagram) {
        if (datagram != writer || !lent) {
            throw new AssertionError("not the datagram last lent");
        }
        lent = false;
        Malformed malformed = reader.read(buffer, 0, writer.length());
        if (malformed != null) {
            throw new AssertionError("an agent sends what no agent can read: " + malformed);
        }
        sent.add(new Sent(to, Bytes.copyOf(buffer, 0, writer.length())));
    }

    @Override
    public void schedule(long delayNanos, long token) {
        if (delayNanos < 0) {
            throw new AssertionError("a delay of " + delayNanos + " ns");
        }
        alarms.add(new Alarm(delayNanos, token));
    }

    @Override
    public @Nullable Bytes content(Hash content) {
        return contents.get(content);
    }

    @Override
    public void observe(Event event) {
        if (event instanceof Event.Throttled) {
            lent = false;
        }
        if (event instanceof Event.ContentFetched(Hash content, Bytes bytes)) {
            keep(content, bytes);
        }
        events.add(event);
    }

    /** Puts a content in this host's keeping. */
    public void keep(Hash hash, Bytes content) {
        contents.put(hash, content);
    }

    /** What was sent since the last call. */
    public List<Sent> takeSent() {
        return taken(sent);
    }

    /** What was asked to be called back since the last call. */
    public List<Alarm> takeAlarms() {
        return taken(alarms);
    }

    /** What was observed since the last call. */
    public List<Event> takeEvents() {
        return taken(events);
    }

    private static <T> List<T> taken(List<T> all) {
        List<T> copy = List.copyOf(all);
        all.clear();
        return copy;
    }
}
