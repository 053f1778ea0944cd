package io.murmur.hierarchical.agent;

import io.murmur.protocol.roster.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of units above that an agent has met, and that are no mates; the directories name most of them as well. */
final class Encounters {
    private static final int MAX = 512;

    private final Map<Long, Address> addresses = new LinkedHashMap<>();

    /** Met somebody; beyond so many, whom it met first is forgotten. */
    void meet(long id, Address address) {
        addresses.put(id, address);
        if (addresses.size() > MAX) {
            addresses.remove(addresses.keySet().iterator().next());
        }
    }

    /** Where somebody is reached; null if the two have not met. */
    @Nullable
    Address address(long id) {
        return addresses.get(id);
    }
}
