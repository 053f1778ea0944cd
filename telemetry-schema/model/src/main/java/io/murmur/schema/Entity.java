package io.murmur.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that signals are told of, by attributes of its resource.
 *
 * @param identity what tells one from another
 * @param description what else is known of it
 */
public record Entity(String type, String brief, List<Use> identity, List<Use> description) {

    /** Those of its identity, then those of its description. */
    public List<Use> attributes() {
        return Stream.of(identity, description).flatMap(List::stream).toList();
    }
}
