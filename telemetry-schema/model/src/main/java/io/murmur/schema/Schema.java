package io.murmur.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is declared.
 *
 * @param imported attributes of OpenTelemetry's own that may be told, beside those that a signal or an entity refers to
 */
public record Schema(
        String url,
        List<Signal.Metric> metrics,
        List<Signal.Span> spans,
        List<Signal.Event> events,
        List<Entity> entities,
        List<Attribute> imported) {

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
