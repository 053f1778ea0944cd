package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.Slice;
import java.util.ArrayList;
import java.util.List;

/** How many members are spoken to by few: in slices of neighbours, of which one relays to the others. */
final class Slices {
    /** So that one who is not spoken to may be in their middle: whoever speaks. */
    private static final int SIZE_MAX = Slice.SPAN - 1;

    private static final int FEW_MIN = 3;

    private Slices() {}

    /**
     * About as many slices as each has members, at most 12 of 12: for what is said all the time.
     *
     * @param directMax up to so many, each is a slice of its own
     */
    static <T> List<List<T>> even(List<T> all, int directMax) {
        int size = all.size();
        return of(all, size <= directMax ? size : (int) Math.sqrt(size));
    }

    /** As few as there can be: for what one says in a row with other things. */
    static <T> List<List<T>> few(List<T> all, int directMax) {
        int size = all.size();
        int few = Math.max(FEW_MIN, (size + SIZE_MAX - 1) / SIZE_MAX);
        return of(all, size <= directMax ? size : Math.min(size, few));
    }

    private static <T> List<List<T>> of(List<T> all, int count) {
        List<List<T>> slices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slices.add(all.subList(i * all.size() / count, (i + 1) * all.size() / count));
        }
        return slices;
    }
}
