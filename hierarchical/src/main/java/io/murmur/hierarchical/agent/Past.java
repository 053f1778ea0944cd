package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an agent remembers of groups and units that it is no member of any more, the latest of them. */
final class Past {
    private static final int GIVEN_MAX = 32;
    private static final int MISSED_MAX = 16;

    /** What elections of groups that this agent left must not forget. */
    private final Map<Long, Kept> given = new LinkedHashMap<>();

    /** Groups and units that this agent gave up: their agents may be somewhere. */
    private List<Absence> missed = List.of();

    /** Left a group. */
    void give(long group, Kept kept) {
        given.remove(group);
        given.put(group, kept);
        if (given.size() > GIVEN_MAX) {
            given.remove(given.keySet().iterator().next());
        }
    }

    /** What the election of a group must not forget; null if nothing is remembered of it. */
    @Nullable
    Kept given(long group) {
        return given.get(group);
    }

    /** The same of all groups that are remembered, the latest last. */
    Map<Long, Kept> given() {
        return new LinkedHashMap<>(given);
    }

    /** Gave up a group or unit. */
    void miss(long group, long nowMillis) {
        List<Absence> next = new ArrayList<>(missed);
        next.removeIf(absence -> absence.group() == group);
        next.add(new Absence(group, nowMillis));
        missed = List.copyOf(next.subList(Math.max(0, next.size() - MISSED_MAX), next.size()));
    }

    /** Whether one that was given up may still come back: not since too long ago, and nobody has met it again. */
    boolean misses(long sinceMillis, Place place) {
        if (!missed.isEmpty()) {
            missed = missed.stream()
                    .filter(absence -> absence.sinceMillis() >= sinceMillis && !place.names(absence.group()))
                    .toList();
        }
        return !missed.isEmpty();
    }
}
