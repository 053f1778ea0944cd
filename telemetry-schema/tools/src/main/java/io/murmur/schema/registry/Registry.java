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
        List<String> imports) {

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
