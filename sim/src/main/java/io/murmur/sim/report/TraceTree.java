package io.murmur.sim.report;

import io.murmur.schema.MurmurAttributes;
import io.murmur.sim.engine.Population;
import io.murmur.sim.signal.Window;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Spans for a person: trace by trace, children below their parents, in the order of the swarm's time. */
public final class TraceTree {
    private static final String PREFIX = "murmur.";
    private static final String INDENT = "  ";
    private static final int NAME_WIDTH = 32;

    private static final Comparator<SpanData> IN_TIME = Comparator.comparingLong(SpanData::getEndEpochNanos)
            .thenComparingLong(SpanData::getStartEpochNanos)
            .thenComparing(TraceTree::agent)
            .thenComparing(SpanData::getTraceId)
            .thenComparing(SpanData::getSpanId);

    private final PrintWriter out;
    private final Window window;
    private final Names names;

    /** What agents are called whose ids are in attributes: their indices, where there are such agents. */
    private static final class Names {
        private static final List<AttributeKey<String>> IDS =
                List.of(MurmurAttributes.PEER_ID, MurmurAttributes.ENTRY_OWNER_ID);

        private final long seed;
        private final int places;
        private final Map<String, String> names = new HashMap<>();

        Names(long seed, int places) {
            this.seed = seed;
            this.places = places;
        }

        void learn(List<SpanData> spans) {
            for (SpanData span : spans) {
                IDS.forEach(key -> {
                    String id = span.getAttributes().get(key);
                    if (id != null) {
                        names.put(id, id);
                    }
                });
            }
            for (int index = 0; index < places && !names.isEmpty(); index++) {
                String name = "agent " + index;
                names.computeIfPresent(HexFormat.of().toHexDigits(Population.id(seed, index)), (id, before) -> name);
            }
        }

        String of(AttributeKey<?> key, Object value) {
            return IDS.contains(key) ? Objects.requireNonNull(names.get(value)) : value.toString();
        }
    }

    /**
     * @param seed of the run
     * @param places of the run
     */
    public TraceTree(PrintWriter out, Window window, long seed, int places) {
        this.out = out;
        this.window = window;
        this.names = new Names(seed, places);
    }

    /** Prints all spans. */
    public void print(List<SpanData> spans) {
        names.learn(spans);
        Map<String, List<SpanData>> traces = spans.stream()
                .sorted(IN_TIME)
                .collect(Collectors.groupingBy(SpanData::getTraceId, LinkedHashMap::new, Collectors.toList()));
        traces.forEach(this::trace);
        out.flush();
    }

    private void trace(String id, List<SpanData> spans) {
        out.println("trace " + id);
        Map<String, List<SpanData>> children = new HashMap<>();
        Map<String, SpanData> here = new HashMap<>();
        spans.forEach(span -> here.putIfAbsent(span.getSpanId(), span));
        List<SpanData> roots = new ArrayList<>();
        for (SpanData span : spans) {
            if (here.containsKey(span.getParentSpanId())) {
                children.computeIfAbsent(span.getParentSpanId(), parent -> new ArrayList<>())
                        .add(span);
            } else {
                roots.add(span);
            }
        }
        roots.forEach(root -> {
            line(root, 1);
            children.getOrDefault(root.getSpanId(), List.of()).forEach(child -> line(child, 2));
        });
        out.println();
    }

    private void line(SpanData span, int depth) {
        String name = INDENT.repeat(depth)
                + span.getName()
                + " ("
                + span.getKind().name().toLowerCase(Locale.ROOT)
                + ")";
        out.printf(
                Locale.ROOT,
                "round %-4d %-14s%-" + NAME_WIDTH + "s %s%s%n",
                Window.round(span.getEndEpochNanos(), window.roundNanos()),
                agent(span),
                name,
                attributes(span.getAttributes()),
                ending(span));
    }

    private static String ending(SpanData span) {
        long nanos = span.getEndEpochNanos() - span.getStartEpochNanos();
        String took = nanos == 0 ? "" : String.format(Locale.ROOT, " took=%.3fms", nanos / 1e6);
        return span.getStatus().getStatusCode() == StatusCode.ERROR ? took + " FAILED" : took;
    }

    private String attributes(Attributes attributes) {
        return attributes.asMap().entrySet().stream()
                .map(entry ->
                        entry.getKey().getKey().replace(PREFIX, "") + "=" + names.of(entry.getKey(), entry.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String agent(SpanData span) {
        return Objects.requireNonNullElse(span.getResource().getAttribute(MurmurAttributes.AGENT_NAME), "");
    }
}
