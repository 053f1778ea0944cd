package io.murmur.schema.check;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How often each of some names was seen. Whatever is sent, it holds so many names and no more. */
final class Counts {
    private static final int NAMES_MAX = 10_000;
    /** Under which all further names are counted. */
    private static final String OTHERS = "(others)";

    private final Map<String, Long> counts = new TreeMap<>();

    /** A name that is listed even if it is never seen. */
    void declare(String name) {
        counts.put(name, 0L);
    }

    boolean knows(String name) {
        return counts.containsKey(name);
    }

    void count(String name) {
        boolean fits = counts.size() < NAMES_MAX || counts.containsKey(name);
        counts.merge(fits ? name : OTHERS, 1L, Long::sum);
    }

    long seen() {
        return counts.values().stream().filter(count -> count > 0).count();
    }

    long size() {
        return counts.size();
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<String, Long> view() {
        return Collections.unmodifiableMap(counts);
    }
}
