package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries that are longer than a datagram; a few at a time, each no longer than an entry may be. */
final class Fragments {
    private static final int OPEN_MAX = 8;

    private final List<Open> open = new ArrayList<>(1);

    private record Open(
            long key,
            long version,
            Address from,
            Scope reach,
            Assembly assembly,
            @Nullable CreationContext context) {}

    /** The encoding of an entry that was put together, and the context of its creation, if its first part had one. */
    record Whole(Bytes bytes, @Nullable CreationContext context) {}

    /** Sends a window of an entry's fragments, or what may still be sent of it: who misses the others asks again. */
    static void send(Entry entry, int offset, @Nullable CreationContext context, Reply reply) {
        int total = entry.encodedLength();
        byte[] bytes = new byte[total];
        entry.encode(bytes, 0);
        int at = offset;
        for (int sent = 0; at < total && sent < Assembly.WINDOW && reply.carries(); sent++) {
            Bytes part = Bytes.copyOf(bytes, at, Math.min(Assembly.PART_BYTES, total - at));
            CreationContext beside = at == 0 ? context : null;
            reply.say(new Message.Fragment(entry.key().prefix(), entry.version(), total, at, part, beside));
            at += part.length();
        }
    }

    /** Takes a fragment, and asks for more when a window is done; the entry once it is whole. */
    @Nullable
    Whole take(Message.Fragment fragment, Reply reply, long nowNanos) {
        Open entry = find(fragment, reply, nowNanos);
        if (entry == null) {
            return null;
        }
        if (entry.assembly.take(fragment.offset(), fragment.part(), nowNanos)) {
            reply.say(new Message.Want(fragment.key(), entry.assembly.received()));
        }
        if (!entry.assembly.whole()) {
            return null;
        }
        open.remove(entry);
        return new Whole(entry.assembly.bytes(), entry.context);
    }

    private @Nullable Open find(Message.Fragment fragment, Reply reply, long nowNanos) {
        for (Open entry : open) {
            if (entry.key == fragment.key()) {
                boolean same = entry.version == fragment.version() && entry.assembly.total() == fragment.total();
                return same ? entry : null;
            }
        }
        if (fragment.offset() != 0 || fragment.total() > Entry.BYTES_MAX || open.size() >= OPEN_MAX) {
            return null;
        }
        Assembly assembly = new Assembly(fragment.total(), nowNanos);
        Open begun =
                new Open(fragment.key(), fragment.version(), reply.to(), reply.reach(), assembly, fragment.context());
        open.add(begun);
        return begun;
    }

    /** Asks again for what made no progress in {@code patienceNanos}; gives up what is hopeless. */
    void refresh(Local local, long patienceNanos) {
        open.removeIf(entry -> entry.assembly.hopeless());
        for (Open entry : open) {
            if (entry.assembly.stalled(local.nowNanos(), patienceNanos)) {
                local.send(entry.from, new Message.Want(entry.key, entry.assembly.received()), entry.reach);
            }
        }
    }
}
