package io.murmur.sim.signal;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The {@link SpanSeries} of spans by kind and name: a bounded number of them, whatever names come. */
final class SpanTable {
    private static final int NAMES_MAX = 64;
    private static final String OTHERS = "(others)";

    private final Map<SpanKind, Map<String, SpanSeries>> series = new EnumMap<>(SpanKind.class);

    SpanTable() {
        for (SpanKind kind : SpanKind.values()) {
            series.put(kind, new HashMap<>());
        }
    }

    SpanSeries of(SpanKind kind, String name) {
        Map<String, SpanSeries> names = Objects.requireNonNull(series.get(kind));
        SpanSeries known = names.get(name);
        if (known != null) {
            return known;
        }
        String told = names.size() < NAMES_MAX ? name : OTHERS;
        return names.computeIfAbsent(told, first -> new SpanSeries(first, kind));
    }

    /** Takes in another thread's. */
    void add(SpanTable other) {
        other.series.forEach(
                (kind, names) -> names.forEach((name, spans) -> of(kind, name).add(spans)));
    }

    List<SpanSeries> all() {
        return series.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }
}
