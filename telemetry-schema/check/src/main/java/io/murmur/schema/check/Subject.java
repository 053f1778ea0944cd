package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Use;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signal that findings are about.
 *
 * @param type span, metric, log or resource; null for a sample that is part of none
 * @param uses the attributes that are declared for it; empty where it may carry any that exists
 */
record Subject(@Nullable String type, @Nullable String name, Optional<List<Use>> uses) {

    /** A part of the same signal that may carry any attribute. */
    Subject open() {
        return new Subject(type, name, Optional.empty());
    }

    boolean declares(Attribute attribute) {
        return uses.map(list -> list.stream().anyMatch(use -> use.attribute().equals(attribute)))
                .orElse(true);
    }

    Finding finding(FindingId id, String message, Map<String, Object> context) {
        return finding(id, id.level(), message, context);
    }

    Finding finding(FindingId id, Level level, String message, Map<String, Object> context) {
        return new Finding(id, level, message, context, type, name);
    }
}
