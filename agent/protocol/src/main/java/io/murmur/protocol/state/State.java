package io.murmur.protocol.state;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
import io.murmur.protocol.merkle.Trie;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that an agent knows of the replicated map, as one immutable value with one hash.
 *
 * <p>States form a lattice: {@link #join} is commutative, associative and idempotent, so agents that have heard the same
 * things hold the same state, in whatever order and however often they heard them. For each key of a scope the entry
 * that {@link Entry#supersedes} the others stays.
 *
 * <p><b>Two parts.</b> What the whole swarm shares is one half of the trie, what only the group shares the other ({@link
 * Scope#place}). Mates compare the whole, by one root; agents of different groups the swarm's half, by its own.
 *
 * <p><b>Collection.</b> Deleting leaves a tombstone, and tombstones must go one day without letting the dead return.
 * So a state carries a watermark: whatever was written up to it, and is not in the state, is deleted for good. A higher
 * watermark knows better about everything behind it; of a state with a lower one, only what was written after the higher
 * watermark counts.
 *
 * <p>No tombstone in a state is as old as its watermark. Equal roots mean equal states.
 */
public final class State {

    private final Trie<Entry> trie;
    private final long watermark;
    private final Root root;
    private final long bytes;
    private final int tombstones;
    private final Lineage lineage;
    private final Limits limits;

    private State(
            Trie<Entry> trie, long watermark, Root root, long bytes, int tombstones, Lineage lineage, Limits limits) {
        this.trie = trie;
        this.watermark = watermark;
        this.root = root;
        this.bytes = bytes;
        this.tombstones = tombstones;
        this.lineage = lineage;
        this.limits = limits;
    }

    /** The state that knows nothing yet. */
    public static State empty(Limits limits) {
        return new State(
                Trie.empty(), Version.NEVER, new Root(Trie.empty(), Version.NEVER), 0, 0, Lineage.NONE, limits);
    }

    /**
     * The hash of everything: {@link Hasher#root} of {@link #trie} and {@link #watermark}. Computed when it is first asked
     * for; a state that nobody asks is never hashed.
     */
    public Hash root(Hasher hasher) {
        return root(Scope.GROUP, hasher);
    }

    /**
     * The hash of what two agents have in common: among mates of one group that is everything, across groups what reaches
     * the whole swarm. The latter, the <i>swarm root</i>, is {@link Hasher#swarmRoot}: it commits to no watermark, because
     * each group raises its own.
     *
     * @param reach {@link Scope#GROUP} or {@link Scope#SWARM}
     */
    public Hash root(Scope reach, Hasher hasher) {
        return root.get(reach, hasher);
    }

    /** The same, for whoever has no hasher at hand: makes one if nobody has asked before. */
    public Hash root() {
        Hash known = root.known();
        return known == null ? root(new Hasher()) : known;
    }

    /** The number of entries, tombstones included. */
    public int size() {
        return trie.size();
    }

    /** The sum of all entries' encodings, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** The number of tombstones. */
    public int tombstones() {
        return tombstones;
    }

    /** The stamp up to which everything deleted was collected; {@link Version#NEVER} if nothing was yet. */
    public long watermark() {
        return watermark;
    }

    /** The entries, by key hash. */
    public Trie<Entry> trie() {
        return trie;
    }

    /** Hands over the entries of a scope, in the order of their key hashes. */
    public void forEach(Scope scope, Consumer<Entry> action) {
        trie.forEachAt(1, scope.half(), action);
    }

    /** The number of entries of a scope, tombstones included. */
    public int size(Scope scope) {
        return trie.sizeAt(1, scope.half());
    }

    /** What this state is willing to hold. */
    public Limits limits() {
        return limits;
    }

    /** The entry, perhaps a tombstone, of a key under a scope, or null. */
    public @Nullable Entry get(Scope scope, byte[] key, Hasher hasher) {
        return trie.get(scope.place(key, hasher));
    }

    /** The entry, perhaps a tombstone, at this {@link Scope#place}, or null. */
    public @Nullable Entry get(Hash key) {
        return trie.get(key);
    }

    /** Evidence, for somebody who knows only {@link #root()}, of what is at a place or that nothing is. */
    public Proof prove(Hash key, Hasher hasher) {
        return prove(key, Scope.GROUP, hasher);
    }

    /** The same for somebody who knows only {@link #root(Scope, Hasher)}. */
    public Proof prove(Hash key, Scope reach, Hasher hasher) {
        return reach == Scope.SWARM ? trie.proveInSwarm(key, hasher) : trie.prove(key, watermark, hasher);
    }

    /** What {@link #apply(List)} would make of an entry. */
    public Verdict judge(Entry entry) {
        return judge(entry, Version.NEVER);
    }

    /** What {@link #apply(List, long)} would make of an entry. */
    public Verdict judge(Entry entry, long theirWatermark) {
        return new Merge(this, theirWatermark).judge(entry, trie.get(entry.key()));
    }

    /** This state and the fresh ones among some entries of unknown provenance; the others are ignored. */
    public State apply(List<Entry> entries) {
        return apply(entries, Version.NEVER);
    }

    /**
     * This state and the fresh ones among some entries from a state with a known watermark; the others are ignored. This
     * is one step of {@link #join} with that state: entries from behind this watermark are believed if theirs is no
     * lower, and where theirs is higher, what they hold from behind it replaces what is held here.
     */
    public State apply(List<Entry> entries, long theirWatermark) {
        return with(new Merge(this, theirWatermark).fresh(entries));
    }

    /**
     * The least state that knows what either knows. Where one watermark is higher, the other state counts only as far as
     * it was written after it.
     *
     * <p>Ignores the limits, because a bounded join could not be associative; the result is at most the sum of both.
     */
    public State join(State other) {
        if (equals(other)) {
            return this;
        }
        boolean behind = watermark < other.watermark;
        boolean level = watermark == other.watermark;
        State high = behind ? other : this;
        State low = behind ? this : other;
        List<Entry> fresh = new ArrayList<>();
        high.trie.forEachMissing(low.trie, entry -> {
            if (level || entry.version() > high.watermark) {
                Entry own = high.trie.get(entry.key());
                if (own == null || entry.supersedes(own)) {
                    fresh.add(entry);
                }
            }
        });
        return high.with(fresh);
    }

    /**
     * Raises the watermark and drops the tombstones up to it. Nothing happens if it is not above the present one.
     *
     * <p>To be decided in one place, about a time old enough for its deletions to have arrived there: two states that
     * collect to the same watermark on their own keep whatever either of them holds.
     *
     * @param watermark a stamp
     */
    public State collect(long watermark) {
        if (watermark <= this.watermark) {
            return this;
        }
        List<Hash> dead = new ArrayList<>();
        if (tombstones > 0) {
            trie.forEach(entry -> {
                if (entry.isTombstone() && entry.version() <= watermark) {
                    dead.add(entry.key());
                }
            });
        }
        return without(dead, watermark);
    }

    /**
     * Drops entries that a peer with a higher watermark showed it does not hold: those of them that were not written
     * after that watermark. Discard before {@link #adopt}, or others will believe the leftovers.
     *
     * @param keys key hashes; unknown ones are ignored
     * @param theirWatermark the peer's watermark; nothing happens if it is not above this one
     */
    public State discard(List<Hash> keys, long theirWatermark) {
        if (theirWatermark <= watermark) {
            return this;
        }
        List<Hash> dead = new ArrayList<>();
        for (Hash key : new TreeSet<>(keys)) {
            Entry own = trie.get(key);
            if (own != null && own.version() <= theirWatermark) {
                dead.add(key);
            }
        }
        return dead.isEmpty() ? this : without(dead, watermark);
    }

    /** The last step of following a peer with a higher watermark, once all it holds was applied and the rest discarded. */
    public State adopt(long theirWatermark) {
        return collect(theirWatermark);
    }

    /**
     * What a peer that holds the state with this root lacks, or null if that state is not remembered as a forerunner of
     * this one. Applied to that state, the entries lead here.
     *
     * @param reach what the peer shares with this agent, and the root is about: {@link Scope#GROUP} or {@link Scope#SWARM}
     */
    public @Nullable List<Entry> since(Hash root, Scope reach, Hasher hasher) {
        if (root.equals(root(reach, hasher))) {
            return List.of();
        }
        List<Entry> news = lineage.since(root, reach, hasher);
        if (news != null) {
            news.removeIf(entry -> !entry.scope().reaches(reach) || !entry.equals(trie.get(entry.key())));
        }
        return news;
    }

    /**
     * What an agent takes along into a group where it was not: the entries that reach so far, and no watermark. A watermark
     * speaks for all entries of a group, and whoever has never seen them must not make others drop them.
     *
     * @param reach {@link Scope#SWARM} from one group to another, {@link Scope#GROUP} where it leaves no group behind
     */
    public State carried(Scope reach) {
        List<Hash> left = new ArrayList<>();
        if (reach == Scope.SWARM) {
            forEach(Scope.GROUP, entry -> left.add(entry.key()));
        }
        return left.isEmpty() && watermark == Version.NEVER ? this : without(left, Version.NEVER);
    }

    /**
     * The next state, reached from this one: the same content as {@code after}, which one step led to from a state equal
     * to this one, with this state's own past. For hosts that remember steps which many agents take.
     */
    public State followedBy(State after) {
        return after.equals(this)
                ? this
                : new State(
                        after.trie,
                        after.watermark,
                        after.root,
                        after.bytes,
                        after.tombstones,
                        lineage.followedBy(root, after.lineage),
                        after.limits);
    }

    /** States are equal when their roots are, which need not be known for it; limits and lineage do not count. */
    @Override
    public boolean equals(@Nullable Object object) {
        return this == object
                || (object instanceof State other && watermark == other.watermark && trie.equals(other.trie));
    }

    @Override
    public int hashCode() {
        return 31 * trie.hashCode() + Long.hashCode(watermark);
    }

    @Override
    public String toString() {
        return "State[" + size() + " entries, " + bytes + " bytes, watermark " + Version.text(watermark) + ", " + root()
                + "]";
    }

    private State with(List<Entry> fresh) {
        if (fresh.isEmpty()) {
            return this;
        }
        long total = bytes;
        int dead = tombstones;
        for (Entry entry : fresh) {
            Entry own = trie.get(entry.key());
            total += Merge.growth(entry, own);
            dead += (entry.isTombstone() ? 1 : 0) - (own != null && own.isTombstone() ? 1 : 0);
        }
        Trie<Entry> changed = trie.update(fresh, List.of());
        Root after = new Root(changed, watermark);
        return new State(changed, watermark, after, total, dead, lineage.then(root, fresh), limits);
    }

    private State without(List<Hash> keys, long raised) {
        long total = bytes;
        int dead = tombstones;
        for (Hash key : keys) {
            Entry own = trie.get(key);
            if (own != null) {
                total -= own.encodedLength();
                dead -= own.isTombstone() ? 1 : 0;
            }
        }
        Trie<Entry> changed = trie.update(List.of(), keys);
        return new State(changed, raised, new Root(changed, raised), total, dead, Lineage.NONE, limits);
    }
}
