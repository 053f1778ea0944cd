package io.murmur.schema.registry;

import java.util.List;

/** What a registry takes over from OpenTelemetry's own, by names in which {@code *} stands for anything. */
public record Imports(List<Import> attributeGroups, List<Import> metrics, List<Import> spans, List<Import> entities) {
    /** What a name or pattern asks for, and where. */
    public record Import(Place place, String pattern) {
        /** Whether this is one of those that were asked for. */
        boolean matches(String name) {
            return name.matches(pattern.replace(".", "\\.").replace("*", ".*"));
        }
    }
}
