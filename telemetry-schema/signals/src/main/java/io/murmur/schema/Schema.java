package io.murmur.schema;

import java.util.List;
import java.util.stream.Stream;

/** All that is declared. */
public record Schema(
        String url,
        List<Signal.Metric> metrics,
        List<Signal.Span> spans,
        List<Signal.Event> events,
        List<Entity> entities) {

    public Stream<Signal> signals() {
        return Stream.of(metrics, spans, events).flatMap(List::stream);
    }
}
