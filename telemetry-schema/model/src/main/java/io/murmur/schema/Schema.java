package io.murmur.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is declared.
 *
 * @param namespace what the names of its own definitions begin with; others are borrowed from OpenTelemetry
 * @param imported every attribute of OpenTelemetry's own that is known, whether something here refers to it or not
 */
public record Schema(
        String url,
        String namespace,
        List<Signal.Metric> metrics,
        List<Signal.Span> spans,
        List<Signal.Event> events,
        List<Entity> entities,
        List<Attribute> imported) {

    /** Whether something of this name is declared by the registry itself, and not borrowed. */
    public boolean owns(String name) {
        return name.startsWith(namespace);
    }

    public Stream<Signal> signals() {
        return Stream.of(metrics, spans, events).flatMap(List::stream);
    }

    /** Every attribute, once, by its name. */
    public Map<String, Attribute> attributes() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        Stream.concat(
                        signals().flatMap(signal -> signal.attributes().stream()),
                        entities.stream().flatMap(entity -> entity.attributes().stream()))
                .map(Use::attribute)
                .forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute));
        imported.forEach(attribute -> attributes.putIfAbsent(attribute.name(), attribute));
        return attributes;
    }
}
