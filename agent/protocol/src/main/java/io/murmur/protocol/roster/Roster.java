package io.murmur.protocol.roster;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything one agent believes about the members of its swarm, itself included: an immutable list sorted by id and
 * cut into blocks, so that a change copies one block and the list of blocks. Members that died or left stay until they
 * are forgotten, since one of them may come back after a partition.
 *
 * <p>The digest is the sum of the fingerprints of the live members: equal rosters have equal digests, and a change
 * moves it in constant time.
 */
public final class Roster {
    private static final int BLOCK_MAX = 256;
    private static final Roster EMPTY = new Roster(new Member[0][], 0, Totals.NONE);

    private final Member[][] blocks;
    private final long layout;
    private final Totals totals;

    private Roster(Member[][] blocks, long layout, Totals totals) {
        this.blocks = blocks;
        this.layout = layout;
        this.totals = totals;
    }

    public static Roster empty() {
        return EMPTY;
    }

    /** A roster of these members, whose ids must differ. */
    public static Roster of(List<Member> members) {
        Member[] sorted = members.toArray(new Member[0]);
        Arrays.sort(sorted, (a, b) -> Long.compareUnsigned(a.id(), b.id()));
        Member[][] blocks = new Member[(sorted.length + BLOCK_MAX - 1) / BLOCK_MAX][];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b] = Arrays.copyOfRange(sorted, b * BLOCK_MAX, Math.min(sorted.length, (b + 1) * BLOCK_MAX));
        }
        Totals totals = Totals.NONE;
        for (int i = 0; i < sorted.length; i++) {
            if (i > 0 && sorted[i].id() == sorted[i - 1].id()) {
                throw new IllegalArgumentException("two members have the id " + Long.toHexString(sorted[i].id()));
            }
            totals = totals.plus(sorted[i]);
        }
        return new Roster(blocks, layout(blocks), totals);
    }

    /** 64 bits that stand for where the blocks begin: with the members, for what place each of them has. */
    private static long layout(Member[][] blocks) {
        long layout = 0;
        for (Member[] block : blocks) {
            layout = 31 * layout + block[0].id();
        }
        return layout;
    }

    /** Number of members, whatever their status. */
    public int size() {
        return totals.size();
    }

    /** Number of members that are alive or suspect. */
    public int live() {
        return totals.live();
    }

    /** Number of members that count as dead. */
    public int dead() {
        return totals.dead();
    }

    /** The sum of the fingerprints of the live members. */
    public long digest() {
        return totals.digest();
    }

    /**
     * 64 bits that stand for all claims and for the places they have: of rosters with the same mark one can take the
     * other's part. Not for what strangers can choose.
     */
    public long mark() {
        return totals.claims() ^ layout;
    }

    public @Nullable Member find(long id) {
        int block = blockOf(id);
        if (block < 0) {
            return null;
        }
        int index = indexIn(blocks[block], id);
        return index >= 0 ? blocks[block][index] : null;
    }

    /**
     * The member at a random place, or null when the place drawn is vacant: drawing until one fits is uniform over all
     * members. One draw of 64 random bits is enough for one attempt.
     */
    public @Nullable Member draw(long randomBits) {
        if (size() == 0) {
            return null;
        }
        int width = blocks.length == 1 ? blocks[0].length : BLOCK_MAX;
        int block = (int) (((randomBits >>> 32) * blocks.length) >>> 32);
        int index = (int) (((randomBits & 0xFFFFFFFFL) * width) >>> 32);
        Member[] chosen = blocks[block];
        return index < chosen.length ? chosen[index] : null;
    }

    /** The member at a place in 0..{@link #places()}-1, or null where the place is vacant. */
    public @Nullable Member at(int place) {
        Member[] block = blocks[place / BLOCK_MAX];
        int index = place % BLOCK_MAX;
        return index < block.length ? block[index] : null;
    }

    /** The place of the member of that id, or -1. */
    public int placeOf(long id) {
        int block = blockOf(id);
        int index = block < 0 ? -1 : indexIn(blocks[block], id);
        return index < 0 ? -1 : block * BLOCK_MAX + index;
    }

    /** Number of places, vacant ones included: the range of {@link #at}. */
    public int places() {
        return blocks.length == 1 ? blocks[0].length : blocks.length * BLOCK_MAX;
    }

    public void forEach(Consumer<? super Member> action) {
        for (Member[] block : blocks) {
            for (Member member : block) {
                action.accept(member);
            }
        }
    }

    /** Whether any member is such. */
    public boolean any(Predicate<? super Member> such) {
        for (Member[] block : blocks) {
            for (Member member : block) {
                if (such.test(member)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** This roster with {@code member} in place of whatever was believed of the same id. */
    public Roster with(Member member) {
        if (size() == 0) {
            return of(List.of(member));
        }
        int block = Math.max(0, blockOf(member.id()));
        int index = indexIn(blocks[block], member.id());
        if (index < 0) {
            return insert(block, -index - 1, member);
        }
        Member before = blocks[block][index];
        if (before.equals(member)) {
            return this;
        }
        Member[] changed = blocks[block].clone();
        changed[index] = member;
        Member[][] copy = blocks.clone();
        copy[block] = changed;
        return new Roster(copy, layout, totals.minus(before).plus(member));
    }

    /** This roster without the member of that id. */
    public Roster without(long id) {
        int block = blockOf(id);
        int index = block < 0 ? -1 : indexIn(blocks[block], id);
        if (index < 0) {
            return this;
        }
        Member before = blocks[block][index];
        Member[] rest = new Member[blocks[block].length - 1];
        System.arraycopy(blocks[block], 0, rest, 0, index);
        System.arraycopy(blocks[block], index + 1, rest, index, rest.length - index);
        Member[][] fewer = shrunk(block, rest);
        return new Roster(fewer, layout(fewer), totals.minus(before));
    }

    /** The blocks with one of them shrunk; joined with a neighbour when small, so that most places stay taken. */
    private Member[][] shrunk(int block, Member[] rest) {
        if (rest.length == 0) {
            return withoutBlock(block);
        }
        int neighbour = block > 0 ? block - 1 : block + 1;
        boolean join = rest.length < BLOCK_MAX / 4
                && neighbour < blocks.length
                && rest.length + blocks[neighbour].length <= BLOCK_MAX * 3 / 4;
        if (!join) {
            Member[][] copy = blocks.clone();
            copy[block] = rest;
            return copy;
        }
        Member[] head = neighbour < block ? blocks[neighbour] : rest;
        Member[] tail = neighbour < block ? rest : blocks[neighbour];
        Member[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        Member[][] copy = withoutBlock(block);
        copy[Math.min(block, neighbour)] = joined;
        return copy;
    }

    private Member[][] withoutBlock(int block) {
        Member[][] copy = new Member[blocks.length - 1][];
        System.arraycopy(blocks, 0, copy, 0, block);
        System.arraycopy(blocks, block + 1, copy, block, copy.length - block);
        return copy;
    }

    private Roster insert(int block, int index, Member member) {
        Member[] old = blocks[block];
        Member[] grown = new Member[old.length + 1];
        System.arraycopy(old, 0, grown, 0, index);
        grown[index] = member;
        System.arraycopy(old, index, grown, index + 1, old.length - index);
        Member[][] copy;
        if (grown.length <= BLOCK_MAX) {
            copy = blocks.clone();
            copy[block] = grown;
        } else {
            copy = new Member[blocks.length + 1][];
            System.arraycopy(blocks, 0, copy, 0, block);
            copy[block] = Arrays.copyOfRange(grown, 0, grown.length / 2);
            copy[block + 1] = Arrays.copyOfRange(grown, grown.length / 2, grown.length);
            System.arraycopy(blocks, block + 1, copy, block + 2, blocks.length - block - 1);
        }
        return new Roster(copy, layout(copy), totals.plus(member));
    }

    /** The last block whose first id is not above {@code id}, or -1. */
    private int blockOf(long id) {
        int low = 0;
        int high = blocks.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(blocks[middle][0].id(), id) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** The index of {@code id} in a sorted block, or -(insertion point) - 1. */
    private static int indexIn(Member[] block, long id) {
        int low = 0;
        int high = block.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(block[middle].id(), id);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /**
     * The digest cut by the leading bits of the id: what two agents compare to find where their rosters differ.
     *
     * @param bits the number of leading bits, 0..10; the result has 2^bits sums
     */
    public Sums sums(int bits) {
        long[] sums = new long[1 << bits];
        for (Member[] block : blocks) {
            for (Member member : block) {
                sums[bucket(member.id(), bits)] += member.fingerprint();
            }
        }
        return Sums.of(sums);
    }

    /** The bucket of an id when the roster is cut into 2^bits. */
    public static int bucket(long id, int bits) {
        return bits == 0 ? 0 : (int) (id >>> (64 - bits));
    }

    @Override
    public String toString() {
        return "Roster[" + live() + " live of " + size() + ", " + Long.toHexString(digest()) + "]";
    }
}
