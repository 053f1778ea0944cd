package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Trie;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.Children;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Layout;
import io.murmur.protocol.wire.Message;
import io.murmur.protocol.wire.Stamps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds and mends what differs between two states when neither side remembers the steps: both descend their Merkle
 * tries together, sixteen children at a time, past every subtree whose hashes are equal, until what is left of one side
 * is small enough to be listed. Then the missing entries go one way and are asked for the other way. Agents of different
 * groups do so in the half of the trie that the whole swarm shares, and neither shows nor hears of the other half.
 *
 * <p>Every answer depends on the question alone, so nothing has to be remembered between datagrams, and a lost one costs
 * only a later round. An agent whose state lags behind the collection watermark of its peer drops here what the peer
 * collected, and takes over the watermark once nothing else differs.
 */
public final class Repair {
    /** Entries that one answer may push. */
    private static final int PUSHES_MAX = 512;
    /** Differences from which on they come from writes that go on, and not from a loss. */
    private static final int STREAM_MIN = 16;

    /** Peers asked for what many mates of a group offer at the same time, so that a lost answer costs no round. */
    private static final int ASKED_IN_GROUP = 3;

    /** Bytes up to which the payload is sent unasked, since asking would cost about as much. */
    private static final int UNASKED_BYTES_MAX = 400;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Local local;
    private final GossipSettings settings;
    private final Rumours rumours;
    private final Intake intake;
    private final Watermarks watermarks;
    private final Extension extension;
    private @Nullable Wants wants;
    private @Nullable Fragments fragments;
    private long intervalNanos = Long.MIN_VALUE;
    private int begun;

    Repair(
            Local local,
            GossipSettings settings,
            Rumours rumours,
            Intake intake,
            Watermarks watermarks,
            Extension extension) {
        this.local = local;
        this.settings = settings;
        this.rumours = rumours;
        this.intake = intake;
        this.watermarks = watermarks;
        this.extension = extension;
    }

    /** Begins a descent with whom the reply goes to, unless too many were begun of late. */
    void begin(Reply reply, long peer) {
        if (intervalNanos == Long.MIN_VALUE || local.nowNanos() - intervalNanos >= settings.intervalNanos()) {
            intervalNanos = local.nowNanos();
            begun = 0;
        }
        if (begun++ < (intake.streaming() ? 1 : settings.repairsPerInterval())) {
            local.observe(new Event.RepairBegan(peer));
            reply.say(nodes(0, 0, reply.reach()));
        }
    }

    /** A peer shows sixteen subtrees: go deeper, or list, where they differ from this agent's. */
    public void nodes(Message.Nodes message, Reply reply, DatagramReader header) {
        Scope reach = reply.reach();
        if (!reach.covers(message.path())) {
            return;
        }
        watermarks.adopt(header, reach);
        Trie<Entry> trie = local.state().trie();
        int depth = message.depth() + Children.BITS;
        if (depth > Layout.DEPTH_MAX) {
            reply.say(leaves(message.depth(), message.path()));
            return;
        }
        int budget = PUSHES_MAX;
        int first = local.dice().nextInt(Children.COUNT);
        for (int i = 0; i < Children.COUNT && !reply.exhausted(); i++) {
            int child = (first + i) % Children.COUNT;
            long path = childPath(message.depth(), message.path(), child);
            long theirs = message.children().at(child);
            if (!reach.covers(path) || hashAt(depth, path) == theirs) {
                continue;
            }
            if (theirs == 0 && watermarks.follow(header, reach) <= local.state().watermark()) {
                budget -= pushBelow(reply, depth, path, budget);
            } else if (trie.sizeAt(depth, path) <= Stamps.MAX) {
                reply.say(leaves(depth, path));
            } else {
                reply.say(nodes(depth, path, reach));
                if (reach == Scope.GROUP && intake.streaming()) {
                    return; // all differ by what is under way: another descent looks elsewhere
                }
            }
        }
    }

    /** A peer lists what it holds below a place: give what it lacks, ask for what this agent lacks. */
    public void leaves(Message.Leaves message, Reply reply, DatagramReader header) {
        Stamps theirs = message.stamps();
        Scope reach = reply.reach();
        long watermark = watermarks.follow(header, reach);
        boolean behind = watermark > local.state().watermark();
        List<Entry> missing = new ArrayList<>();
        List<Entry> collected = new ArrayList<>();
        local.state().trie().forEachAt(message.depth(), message.path(), entry -> {
            int index = theirs.indexOf(entry.key().prefix());
            boolean told = entry.scope().reaches(reach) && !underWay(entry.version(), reach);
            if (told && (index < 0 || precedes(theirs, index, entry))) {
                boolean gone = behind && entry.version() <= watermark; // to the peer it is, so it would not be taken
                (gone ? collected : missing).add(entry);
            }
        });
        if (!collected.isEmpty()) {
            List<Hash> keys = collected.stream().map(Entry::key).toList();
            local.state(local.state().discard(keys, watermark));
        }
        pushAll(reply, missing, PUSHES_MAX);
        for (int i = 0; i < theirs.size(); i++) {
            if (reach.covers(theirs.key(i))
                    && lacks(theirs.key(i), theirs.version(i), theirs.hash(i))
                    && !underWay(theirs.version(i), reach)) {
                ask(reply, theirs.key(i), theirs.version(i), 1);
            }
        }
        watermarks.adopt(header, reach);
    }

    /** A peer offers an entry. */
    public void offer(Message.Offer message, Reply reply) {
        if (!reply.reach().covers(message.key())) {
            return;
        }
        Entry mine = find(message.key());
        boolean newer = mine == null
                || Long.compareUnsigned(mine.version(), message.version()) < 0
                || (mine.version() == message.version() && Long.compareUnsigned(mine.owner(), message.owner()) < 0);
        if (!newer) {
            return;
        }
        boolean asked = ask(reply, message.key(), message.version(), local.group() == 0 ? 1 : ASKED_IN_GROUP);
        if (reply.reach() == Scope.GROUP) {
            extension.offered(message, reply.to(), asked);
        }
    }

    /** A peer asks for an entry. */
    public void want(Message.Want message, Reply reply, DatagramReader header) {
        Entry entry = reply.reach().covers(message.key()) ? find(message.key()) : null;
        if (entry == null || extension.postpones(entry, header.sender(), reply.to())) {
            return;
        }
        if (message.offset() > 0 || !reply.push(hopsTo(entry), entry)) {
            Fragments.send(entry, message.offset(), local.context(entry), reply);
        }
    }

    /** A part of an entry that is longer than a datagram. */
    public void fragment(Message.Fragment message, Reply reply, DatagramReader header) {
        if (!reply.reach().covers(message.key())) {
            return;
        }
        Fragments open = fragments;
        if (open == null) {
            open = new Fragments();
            fragments = open;
        }
        Fragments.Whole whole = open.take(message, reply, local.nowNanos());
        if (whole != null) {
            byte[] bytes = whole.bytes().toArray();
            Entry entry = local.tools().entries().decode(bytes, 0, bytes.length);
            if (entry != null) {
                intake.take(new Message.Push(Gossip.HOPS_UNKNOWN, entry, whole.context()), header, reply.reach());
            }
        }
    }

    /** A round has passed: asks again for what has stalled. */
    void refresh() {
        if (fragments != null) {
            fragments.refresh(local, settings.intervalNanos());
        }
    }

    /**
     * Gives a peer entries that it is known to lack: small payloads at once, larger ones as offers, since several peers
     * may be about to give the same.
     *
     * @param offeredHot whether the peer was offered this agent's rumours a moment ago
     */
    void give(Reply reply, List<Entry> entries, boolean offeredHot) {
        boolean streaming = entries.size() >= STREAM_MIN;
        List<Entry> lacking = new ArrayList<>(entries.size());
        int bytes = 0;
        for (Entry entry : entries) {
            boolean offered = offeredHot && rumours.hopsOf(entry, -1) >= 0;
            boolean told = travels(entry.version()) || (streaming && underWay(entry.version(), reply.reach()));
            if (!offered && !told) {
                lacking.add(entry);
                bytes += entry.encodedLength();
            }
        }
        if (bytes <= UNASKED_BYTES_MAX) {
            pushAll(reply, lacking, lacking.size());
        } else {
            lacking.forEach(entry -> reply.say(offer(entry)));
        }
    }

    /** Whether an entry is probably on its way to everyone along the tree, so that a repair would only double it. */
    private boolean travels(long version) {
        long wayNanos = extension.wayNanos();
        return wayNanos > 0 && local.nowNanos() - Version.millis(version) * NANOS_PER_MILLI < wayNanos;
    }

    private int pushBelow(Reply reply, int depth, long path, int max) {
        List<Entry> entries = new ArrayList<>();
        local.state().trie().forEachAt(depth, path, entry -> {
            if (entries.size() < max && !underWay(entry.version(), reply.reach())) {
                entries.add(entry);
            }
        });
        pushAll(reply, entries, max);
        return entries.size();
    }

    private void pushAll(Reply reply, List<Entry> entries, int max) {
        for (int i = 0; i < Math.min(entries.size(), max) && !reply.exhausted(); i++) {
            Entry entry = entries.get(i);
            if (!reply.push(hopsTo(entry), entry)) {
                reply.say(offer(entry));
            }
        }
    }

    /** Whether an entry is probably on its way, to everyone or to a mate from its writer, and needs no repair. */
    private boolean underWay(long version, Scope reach) {
        return travels(version) || (reach == Scope.GROUP && intake.lag().underWay(version));
    }

    private int hopsTo(Entry entry) {
        int hops = rumours.hopsOf(entry, Gossip.HOPS_UNKNOWN);
        return hops == Gossip.HOPS_UNKNOWN ? hops : hops + 1;
    }

    /** Asks for an entry; false where enough are being asked already, or there is no room to ask in this interval. */
    private boolean ask(Reply reply, long key, long version, int peersMax) {
        Wants open = wants;
        if (open == null) {
            open = new Wants();
            wants = open;
        }
        boolean asks =
                local.hasRoom() && open.open(key, version, peersMax, local.nowNanos(), settings.intervalNanos() / 2);
        if (asks) {
            reply.say(new Message.Want(key, 0));
        }
        return asks;
    }

    private boolean lacks(long key, long version, long hash) {
        Entry mine = find(key);
        if (mine == null || mine.version() != version) {
            return mine == null || Long.compareUnsigned(mine.version(), version) < 0;
        }
        return mine.hash().prefix() != hash;
    }

    private static boolean precedes(Stamps theirs, int index, Entry mine) {
        int order = Long.compareUnsigned(theirs.version(index), mine.version());
        return order < 0 || (order == 0 && theirs.hash(index) != mine.hash().prefix());
    }

    private @Nullable Entry find(long keyPrefix) {
        Entry[] found = new Entry[1];
        local.state().trie().forEachAt(Layout.DEPTH_MAX, keyPrefix, entry -> {
            if (entry.key().prefix() == keyPrefix) {
                found[0] = entry;
            }
        });
        return found[0];
    }

    private Message.Offer offer(Entry entry) {
        return new Message.Offer(entry.key().prefix(), entry.version(), entry.owner());
    }

    private Message.Nodes nodes(int depth, long path, Scope reach) {
        long[] prefixes = new long[Children.COUNT];
        for (int child = 0; child < prefixes.length; child++) {
            long place = childPath(depth, path, child);
            prefixes[child] = reach.covers(place) ? hashAt(depth + Children.BITS, place) : 0;
        }
        return new Message.Nodes(depth, path, Children.of(prefixes));
    }

    private long hashAt(int depth, long path) {
        return local.state().trie().hashAt(depth, path, local.tools().hasher()).prefix();
    }

    private Message.Leaves leaves(int depth, long path) {
        List<Entry> entries = new ArrayList<>();
        local.state().trie().forEachAt(depth, path, entry -> {
            if (entries.size() < Stamps.MAX) {
                entries.add(entry);
            }
        });
        return new Message.Leaves(depth, path, Stamps.of(entries));
    }

    private static long childPath(int depth, long path, int child) {
        return path | ((long) child << (64 - depth - Children.BITS));
    }
}
