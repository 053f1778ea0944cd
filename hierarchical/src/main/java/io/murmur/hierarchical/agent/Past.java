package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
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
    private static final int UNITS_MAX = 3;

    private final Map<Long, Given> given = new LinkedHashMap<>();

    /** Groups and units that this agent gave up: their agents may be somewhere. */
    private List<Absence> missed = List.of();

    /** Units that this agent was below. */
    private List<Descriptor> units = List.of();

    /** What the election of a group that it left must not forget, and who led it last, as far as this agent knows. */
    private record Given(Kept kept, long leader) {}

    /** Left a group. */
    void give(long group, Kept kept, long leader) {
        given.remove(group);
        given.put(group, new Given(kept, leader));
        if (given.size() > GIVEN_MAX) {
            given.remove(given.keySet().iterator().next());
        }
    }

    /** What the election of a group must not forget; null if nothing is remembered of it. */
    @Nullable
    Kept given(long group) {
        Given known = given.get(group);
        return known == null ? null : known.kept();
    }

    /** Whether an agent led a group of which something is remembered, or had a vote in it. */
    boolean spoke(long group, long agent) {
        Given known = given.get(group);
        return known != null
                && (known.leader() == agent || known.kept().configuration().contains(agent));
    }

    /** The same of all groups that are remembered, the latest last. */
    Map<Long, Kept> given() {
        Map<Long, Kept> kept = new LinkedHashMap<>();
        given.forEach((group, known) -> kept.put(group, known.kept()));
        return kept;
    }

    /** Is below a unit no more, for which these spoke. */
    void leave(Descriptor unit) {
        List<Descriptor> next = new ArrayList<>(units);
        next.removeIf(known -> known.group() == unit.group());
        next.add(unit);
        units = List.copyOf(next.subList(Math.max(0, next.size() - UNITS_MAX), next.size()));
    }

    /** Those who spoke for the latest units that it was below. */
    List<Contact> nodes() {
        return units.stream().flatMap(unit -> unit.nodes().stream()).toList();
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
