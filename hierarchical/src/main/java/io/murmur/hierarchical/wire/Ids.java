package io.murmur.hierarchical.wire;

import java.util.Arrays;

/** The ids of some members, each once, in an order that the owner gave them. Immutable. */
public final class Ids {
    /** The most members of a group. */
    public static final int MAX = 128;

    /** Nobody at all. */
    public static final Ids NONE = new Ids(new long[0]);

    private final long[] ids;

    private Ids(long[] ids) {
        this.ids = ids;
    }

    /**
     * These ids in this order.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX}, one of them twice, or one that is 0
     */
    public static Ids of(long... ids) {
        if (ids.length > MAX || !areDistinct(ids)) {
            throw new IllegalArgumentException("not up to " + MAX + " different ids: " + Arrays.toString(ids));
        }
        return new Ids(ids.clone());
    }

    /** The same in ascending order: how a configuration lists them. */
    public Ids sorted() {
        if (isAscending()) {
            return this;
        }
        long[] sorted = ids.clone();
        Arrays.sort(sorted);
        return new Ids(sorted);
    }

    /** Whether they are in the order that a configuration lists them in. */
    boolean isAscending() {
        return isAscending(ids);
    }

    /** Whether none is there twice, and none is 0. */
    static boolean areDistinct(long[] ids) {
        long[] ordered = ids;
        if (!isAscending(ids)) {
            ordered = ids.clone();
            Arrays.sort(ordered);
        }
        return isAscending(ordered) && Arrays.binarySearch(ordered, 0) < 0;
    }

    private static boolean isAscending(long[] ids) {
        for (int i = 1; i < ids.length; i++) {
            if (ids[i - 1] >= ids[i]) {
                return false;
            }
        }
        return true;
    }

    /** The ids in their order, in an array of the caller's. */
    public long[] toArray() {
        return ids.clone();
    }

    public int size() {
        return ids.length;
    }

    public long at(int index) {
        return ids[index];
    }

    /** The place of an id, or -1. */
    public int indexOf(long id) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    public boolean contains(long id) {
        return indexOf(id) >= 0;
    }

    /** The same with one more at the end, which must not be among them. */
    public Ids with(long id) {
        long[] more = Arrays.copyOf(ids, ids.length + 1);
        more[ids.length] = id;
        return of(more);
    }

    /** The same without one. */
    public Ids without(long id) {
        return new Ids(Arrays.stream(ids).filter(each -> each != id).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ids that && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return Arrays.toString(ids);
    }
}
