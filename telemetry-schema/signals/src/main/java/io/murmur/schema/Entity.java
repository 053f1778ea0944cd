package io.murmur.schema;

import java.util.List;

/**
 * Something that signals are told of, by attributes of its resource.
 *
 * @param identity what tells one from another
 * @param description what else is known of it
 */
public record Entity(String type, String brief, List<Use> identity, List<Use> description) {}
