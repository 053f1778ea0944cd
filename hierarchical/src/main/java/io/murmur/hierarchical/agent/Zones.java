package io.murmur.hierarchical.agent;

import io.murmur.protocol.roster.Zone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says of several agents or groups where they are. */
final class Zones {
    private Zones() {}

    /** The zone of most of them; of several zones with as many, the one that it was before, or the first by its label. */
    static Zone prevailing(List<Zone> zones, Zone before) {
        Map<Zone, Integer> counts = new TreeMap<>();
        zones.forEach(zone -> counts.merge(zone, 1, Integer::sum));
        Zone most = before;
        for (Map.Entry<Zone, Integer> each : counts.entrySet()) {
            if (each.getValue() > counts.getOrDefault(most, 0)) {
                most = each.getKey();
            }
        }
        return most;
    }
}
