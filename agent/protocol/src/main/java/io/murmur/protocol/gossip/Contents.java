package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Kind;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Layout;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values that travel by reference: the entry carries their hash, and whoever needs the bytes fetches them from the owner,
 * or from any other member that has them, and checks them against the hash. The bytes themselves are kept by the host.
 * A few are fetched at a time; those that must wait, and those beyond the bound, are fetched when they are asked for.
 */
public final class Contents {
    private static final int OPEN_MAX = 16;
    /** Turns to a peer without any progress; every second one is the owner's. */
    private static final int TURNS_MAX = 12;

    private final Local local;
    private final GossipSettings settings;
    private List<Fetch> fetches = List.of();

    private static final class Fetch {
        final Hash content;
        final long owner;
        Assembly assembly;
        Address from;
        int turns;
        int furthest;
        boolean asked;

        Fetch(Hash content, long owner, Assembly assembly, Address from) {
            this.content = content;
            this.owner = owner;
            this.assembly = assembly;
            this.from = from;
        }

        /** Whoever brings it further than it ever was has earned it patience; to begin anew earns none. */
        void took() {
            if (assembly.received() > furthest) {
                furthest = assembly.received();
                turns = 0;
            }
        }
    }

    Contents(Local local, GossipSettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** An entry became known: fetches its content at once if the settings say so. */
    void applied(Entry entry) {
        if (entry.kind() == Kind.REFERENCE && entry.referenceBytes() <= settings.contentBytesMax()) {
            fetch(entry);
        }
    }

    /**
     * Fetches the content of a reference. The end is observed: {@link Event.ContentFetched} or {@link
     * Event.ContentMissing}.
     *
     * @return false when too many are being fetched, or the content is too long
     */
    public boolean fetch(Entry entry) {
        Hash content = entry.reference();
        if (local.content(content) != null || find(content) != null) {
            return true;
        }
        if (fetches.size() >= OPEN_MAX || entry.referenceBytes() > Layout.TOTAL_MAX) {
            return false;
        }
        Assembly assembly = new Assembly((int) entry.referenceBytes(), local.nowNanos());
        Address from = ownerOrSomebody(entry.owner());
        if (from == null) {
            return false;
        }
        if (fetches.isEmpty()) {
            fetches = new ArrayList<>(1);
        }
        fetches.add(new Fetch(content, entry.owner(), assembly, from));
        return true;
    }

    /** A peer asks for a part of a content: it gets a window of it, or what may still be sent, and asks again for the rest. */
    public void serve(Message.Fetch message, Reply reply) {
        Bytes content = local.content(message.content());
        if (content == null || message.offset() >= content.length()) {
            reply.say(new Message.Chunk(message.content(), 0, 0, Bytes.NONE));
            return;
        }
        int at = message.offset();
        for (int sent = 0; at < content.length() && sent < Assembly.WINDOW && reply.carries(); sent++) {
            Bytes part = content.part(at, Math.min(Assembly.PART_BYTES, content.length() - at));
            reply.say(new Message.Chunk(message.content(), content.length(), at, part));
            at += part.length();
        }
    }

    /** A part of a content arrived, or word that a peer does not hold it. */
    public void take(Message.Chunk message, Reply reply) {
        Fetch fetch = find(message.content());
        if (fetch == null || !fetch.from.equals(reply.to())) {
            return;
        }
        if (message.total() != fetch.assembly.total()) {
            turnToAnother(fetch);
            return;
        }
        if (fetch.assembly.take(message.offset(), message.part(), local.nowNanos())) {
            reply.say(new Message.Fetch(fetch.content, fetch.assembly.received()));
        }
        fetch.took();
        if (fetch.assembly.whole()) {
            finish(fetch);
        }
    }

    /** Bytes that do not match the hash are thrown away, and another member is asked from the beginning. */
    private void finish(Fetch fetch) {
        Bytes bytes = fetch.assembly.bytes();
        byte[] array = bytes.toArray();
        if (local.tools().hasher().value(array, 0, array.length).equals(fetch.content)) {
            fetches.remove(fetch);
            local.observe(new Event.ContentFetched(fetch.content, bytes));
        } else {
            fetch.assembly = new Assembly(array.length, local.nowNanos());
            turnToAnother(fetch);
        }
    }

    /** Goes on with what has stalled, with another peer or with the owner again. */
    void refresh() {
        for (Fetch fetch : List.copyOf(fetches)) {
            if (fetch.assembly.stalled(local.nowNanos(), settings.intervalNanos())) {
                turnToAnother(fetch);
            }
        }
    }

    /** The input at work is done: asks what is to be asked. */
    public void ask() {
        for (int i = 0; i < fetches.size(); i++) {
            Fetch fetch = fetches.get(i);
            if (!fetch.asked) {
                fetch.asked = true;
                local.send(fetch.from, new Message.Fetch(fetch.content, fetch.assembly.received()));
            }
        }
    }

    private void turnToAnother(Fetch fetch) {
        Address next = fetch.turns % 2 == 0 ? somebody() : ownerOrSomebody(fetch.owner);
        if (fetch.turns++ >= TURNS_MAX || next == null) {
            fetches.remove(fetch);
            local.observe(new Event.ContentMissing(fetch.content));
            return;
        }
        fetch.from = next;
        fetch.asked = false;
    }

    /** Whether something is being fetched. */
    boolean busy() {
        return !fetches.isEmpty();
    }

    private @Nullable Address ownerOrSomebody(long id) {
        Member owner = id == local.id() ? null : local.roster().find(id);
        return owner != null && owner.status().live() ? owner.address() : somebody();
    }

    private @Nullable Address somebody() {
        Member peer = local.randomPeer();
        return peer == null ? null : peer.address();
    }

    private @Nullable Fetch find(Hash content) {
        for (Fetch fetch : fetches) {
            if (fetch.content.equals(content)) {
                return fetch;
            }
        }
        return null;
    }
}
