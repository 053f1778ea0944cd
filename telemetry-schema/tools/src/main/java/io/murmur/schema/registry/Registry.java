package io.murmur.schema.registry;

import java.util.List;
import java.util.stream.Stream;

/** All that the files of a registry define, in their order. */
public record Registry(
        String schemaUrl,
        List<Definition.Attribute> attributes,
        List<Definition.Metric> metrics,
        List<Definition.Span> spans,
        List<Definition.Event> events,
        List<Definition.Entity> entities,
        Imports imports) {

    /** This and what another defines, under this one's name. */
    Registry with(Registry other) {
        return new Registry(
                schemaUrl,
                both(attributes, other.attributes),
                both(metrics, other.metrics),
                both(spans, other.spans),
                both(events, other.events),
                both(entities, other.entities),
                imports);
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        return Stream.of(one, other).flatMap(List::stream).toList();
    }

    /** Metrics, spans and events. */
    public Stream<Definition.Signal> signals() {
        return Stream.of(metrics, spans, events).flatMap(List::stream);
    }

    /** Every reference to an attribute. */
    public Stream<Definition.Reference> references() {
        return Stream.concat(
                signals().flatMap(signal -> signal.references().stream()),
                entities.stream()
                        .flatMap(entity -> Stream.of(entity.identity(), entity.description())
                                .flatMap(List::stream)));
    }
}
