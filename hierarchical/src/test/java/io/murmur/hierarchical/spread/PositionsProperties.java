package io.murmur.hierarchical.spread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A multicast covers every group with as many copies as it says, each for another node. */
class PositionsProperties {
    private static final int NODES = 16;

    @Property(tries = 300)
    void everyCopyOfEveryGroupHasOnePosition(
            @ForAll @IntRange(min = 1, max = 128) int groups,
            @ForAll @IntRange(min = 1, max = 3) int level,
            @ForAll @IntRange(max = 100_000) int millis) {
        Positions positions = positions(groups, level, millis);
        Map<Long, Set<Integer>> copies = new TreeMap<>();
        Map<Long, Set<Long>> nodes = new TreeMap<>();
        for (int position = 0; position < positions.count(); position++) {
            long group = positions.group(position).group();
            assertTrue(copies.computeIfAbsent(group, any -> new HashSet<>()).add(positions.copy(position)));
            var at = positions.at(position);
            assertTrue(at != null
                    && nodes.computeIfAbsent(group, any -> new HashSet<>()).add(at.id()));
        }
        assertEquals(groups, copies.size());
        for (int position = 0; position < positions.count(); position++) {
            Set<Integer> known = copies.getOrDefault(positions.group(position).group(), Set.of());
            assertEquals(known.size(), positions.copies(position));
            assertTrue(positions.copy(position) < known.size());
        }
    }

    private static Positions positions(int groups, int level, int millis) {
        List<Descriptor> all = new ArrayList<>();
        for (int i = 0; i < groups; i++) {
            all.add(Stage.group(i + 1, level - 1, i * NODES, NODES));
        }
        Stage stage = new Stage(0, 2);
        return new Positions(Directory.of(1, level, all), stage.settings, stage.entry("key", millis));
    }
}
