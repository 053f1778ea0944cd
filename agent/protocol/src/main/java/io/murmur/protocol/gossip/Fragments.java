package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries longer than a datagram, put together from fragments. The receiver asks for a window of fragments at a time
 * and takes them in order; what is lost is asked for again when a round passes without progress. Bounded: a few
 * entries at a time, each no longer than an entry may be.
 */
final class Fragments {
    private static final int ASSEMBLIES_MAX = 8;
    private static final int WINDOW = 8;
    private static final int PART_BYTES = 1_000;
    private static final int ATTEMPTS_MAX = 5;

    private final List<Assembly> assemblies = new ArrayList<>(1);

    /** What a fragment led to. */
    sealed interface Progress {
        /** The entry is whole: its encoding. */
        record Whole(Bytes bytes) implements Progress {}

        /** The window is done: ask for the next from here. */
        record Next(int offset) implements Progress {}

        /** Nothing to do yet. */
        record Nothing() implements Progress {}
    }

    private static final class Assembly {
        final long key;
        final long version;
        final byte[] bytes;
        final Address from;
        int received;
        int inWindow;
        int attempts;
        long progressNanos;

        Assembly(Message.Fragment first, Address from) {
            this.key = first.key();
            this.version = first.version();
            this.bytes = new byte[first.total()];
            this.from = from;
        }
    }

    /** Sends a window of an entry's fragments. */
    static void send(Entry entry, int offset, Reply reply) {
        int total = entry.encodedLength();
        byte[] bytes = new byte[total];
        entry.encode(bytes, 0);
        for (int at = offset, sent = 0; at < total && sent < WINDOW; at += PART_BYTES, sent++) {
            Bytes part = Bytes.copyOf(bytes, at, Math.min(PART_BYTES, total - at));
            reply.say(new Message.Fragment(entry.key().prefix(), entry.version(), total, at, part));
        }
    }

    Progress take(Message.Fragment fragment, Address from, long nowNanos) {
        Assembly assembly = find(fragment, from);
        if (assembly == null || fragment.offset() != assembly.received) {
            return new Progress.Nothing();
        }
        fragment.part().copyTo(assembly.bytes, assembly.received);
        assembly.received += fragment.part().length();
        assembly.inWindow++;
        assembly.progressNanos = nowNanos;
        assembly.attempts = 0;
        if (assembly.received == assembly.bytes.length) {
            assemblies.remove(assembly);
            return new Progress.Whole(Bytes.of(assembly.bytes));
        }
        if (assembly.inWindow < WINDOW) {
            return new Progress.Nothing();
        }
        assembly.inWindow = 0;
        return new Progress.Next(assembly.received);
    }

    /** Asks again for what made no progress in {@code patienceNanos}, and gives up what was asked for too often. */
    void stalled(long nowNanos, long patienceNanos, BiConsumer<Address, Message> send) {
        assemblies.removeIf(assembly -> assembly.attempts >= ATTEMPTS_MAX);
        for (Assembly assembly : assemblies) {
            if (nowNanos - assembly.progressNanos >= patienceNanos) {
                assembly.attempts++;
                assembly.inWindow = 0;
                assembly.progressNanos = nowNanos;
                send.accept(assembly.from, new Message.Want(assembly.key, assembly.received));
            }
        }
    }

    private @Nullable Assembly find(Message.Fragment fragment, Address from) {
        for (Assembly assembly : assemblies) {
            if (assembly.key == fragment.key()) {
                boolean same = assembly.version == fragment.version() && assembly.bytes.length == fragment.total();
                return same ? assembly : null;
            }
        }
        if (fragment.offset() != 0 || fragment.total() > Entry.BYTES_MAX || assemblies.size() >= ASSEMBLIES_MAX) {
            return null;
        }
        Assembly begun = new Assembly(fragment, from);
        assemblies.add(begun);
        return begun;
    }
}
