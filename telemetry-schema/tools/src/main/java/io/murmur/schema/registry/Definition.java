package io.murmur.schema.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a registry defines, as it is written: references are names. */
public sealed interface Definition {
    /** The type of attributes that have members. */
    String ENUM = "enum";

    Place place();

    /** What it is called: unique among its kind. */
    String name();

    String brief();

    /** How far it may still change, in OpenTelemetry's words. */
    default String stability() {
        return RegistryReader.DEVELOPMENT;
    }

    /**
     * An attribute.
     *
     * @param type one of {@link RegistryReader#TYPES}, or {@link #ENUM}
     * @param examples of its values, where it has no members
     */
    record Attribute(
            Place place,
            String name,
            String brief,
            String type,
            List<Member> members,
            List<String> examples,
            String stability)
            implements Definition {}

    /** A value that an attribute may have. */
    record Member(Place place, String id, String value, String brief) {}

    /**
     * A reference to an attribute.
     *
     * @param requirement required, conditionally_required, recommended or opt_in
     * @param condition when it is required, if it is conditionally
     */
    record Reference(
            Place place,
            String name,
            String requirement,
            @Nullable String condition) {}

    /** A definition that something is measured or told with. */
    sealed interface Signal extends Definition {
        List<Reference> references();

        /** The entities it is told of. */
        List<String> entities();
    }

    /**
     * A metric.
     *
     * @param valueType int or double
     */
    record Metric(
            Place place,
            String name,
            String brief,
            String instrument,
            String unit,
            String valueType,
            String stability,
            List<String> entities,
            List<Reference> references)
            implements Signal {}

    /**
     * A span.
     *
     * @param title the span's own name, with attributes in braces
     */
    record Span(
            Place place,
            String name,
            String brief,
            String kind,
            String title,
            String stability,
            List<String> entities,
            List<Reference> references)
            implements Signal {}

    /** An event. */
    record Event(Place place, String name, String brief, List<String> entities, List<Reference> references)
            implements Signal {}

    /** Something that signals are told of. */
    record Entity(
            Place place,
            String name,
            String brief,
            String stability,
            List<Reference> identity,
            List<Reference> description)
            implements Definition {}
}
