package io.murmur.schema.live;

import io.murmur.schema.check.Finding;
import io.murmur.schema.check.Level;
import io.murmur.schema.check.Sample;
import io.murmur.schema.check.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A verdict under the names that Weaver's report gives to a sample, its parts and what was found. */
final class SampleJson {
    private SampleJson() {}

    /** A sample in its envelope, which says what it is. */
    static Map<String, Object> of(Verdict verdict) {
        return Map.of(verdict.sample().kind(), fields(verdict));
    }

    private static Map<String, @Nullable Object> fields(Verdict verdict) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        switch (verdict.sample()) {
            case Sample.Attribute told -> {
                fields.put("name", told.name());
                fields.put("value", told.value());
                fields.put("type", told.type());
            }
            case Sample.Resource _ -> put("attributes", Sample.Attribute.class, verdict, fields);
            case Sample.Scope told -> scope(told, verdict, fields);
            case Sample.Span told -> span(told, verdict, fields);
            case Sample.SpanEvent told -> {
                fields.put("name", told.name());
                put("attributes", Sample.Attribute.class, verdict, fields);
            }
            case Sample.SpanLink _ -> put("attributes", Sample.Attribute.class, verdict, fields);
            case Sample.Metric told -> {
                fields.put("name", told.name());
                fields.put("instrument", told.instrument());
                fields.put("unit", told.unit());
                put("data_points", Sample.Point.class, verdict, fields);
            }
            case Sample.Point told -> point(told, verdict, fields);
            case Sample.Exemplar told -> exemplar(told, verdict, fields);
            case Sample.Log told -> log(told, verdict, fields);
        }
        fields.put("live_check_result", result(verdict));
        return fields;
    }

    private static void put(
            String name, Class<? extends Sample> kind, Verdict verdict, Map<String, @Nullable Object> fields) {
        fields.put(
                name,
                verdict.parts().stream()
                        .filter(part -> kind.isInstance(part.sample()))
                        .map(SampleJson::fields)
                        .toList());
    }

    private static void scope(Sample.Scope told, Verdict verdict, Map<String, @Nullable Object> fields) {
        fields.put("name", told.name());
        fields.put("version", told.version());
        fields.put("schema_url", told.schemaUrl());
        put("attributes", Sample.Attribute.class, verdict, fields);
        fields.put("dropped_attributes_count", told.droppedAttributes());
    }

    private static void span(Sample.Span told, Verdict verdict, Map<String, @Nullable Object> fields) {
        Sample.Status status = told.status();
        fields.put("name", told.name());
        fields.put("kind", told.spanKind().name().toLowerCase(Locale.ROOT));
        fields.put("status", status == null ? null : Map.of("code", status.code(), "message", status.message()));
        put("attributes", Sample.Attribute.class, verdict, fields);
        put("span_events", Sample.SpanEvent.class, verdict, fields);
        put("span_links", Sample.SpanLink.class, verdict, fields);
    }

    private static void point(Sample.Point told, Verdict verdict, Map<String, @Nullable Object> fields) {
        put("attributes", Sample.Attribute.class, verdict, fields);
        switch (told) {
            case Sample.NumberPoint point -> {
                fields.put("value", point.value());
                fields.put("flags", point.flags());
            }
            case Sample.HistogramPoint point -> {
                fields.put("count", point.count());
                fields.put("sum", point.sum());
                fields.put("bucket_counts", point.bucketCounts());
                fields.put("explicit_bounds", point.bounds());
                fields.put("min", point.min());
                fields.put("max", point.max());
                fields.put("flags", point.flags());
            }
            case Sample.ExponentialPoint point -> {
                fields.put("count", point.count());
                fields.put("sum", point.sum());
                fields.put("scale", point.scale());
                fields.put("zero_count", point.zeroCount());
                fields.put("zero_threshold", point.zeroThreshold());
                fields.put("min", point.min());
                fields.put("max", point.max());
                fields.put("flags", point.flags());
            }
        }
        put("exemplars", Sample.Exemplar.class, verdict, fields);
    }

    private static void exemplar(Sample.Exemplar told, Verdict verdict, Map<String, @Nullable Object> fields) {
        Instant time = Instant.ofEpochSecond(0, told.timeUnixNanos());
        put("filtered_attributes", Sample.Attribute.class, verdict, fields);
        fields.put("value", told.value());
        fields.put("timestamp", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
        fields.put("span_id", told.spanId());
        fields.put("trace_id", told.traceId());
    }

    private static void log(Sample.Log told, Verdict verdict, Map<String, @Nullable Object> fields) {
        fields.put("event_name", told.eventName());
        fields.put("severity_number", told.severityNumber());
        fields.put("severity_text", told.severityText());
        fields.put("body", told.body());
        put("attributes", Sample.Attribute.class, verdict, fields);
        fields.put("trace_id", told.traceId().isEmpty() ? null : told.traceId());
        fields.put("span_id", told.spanId().isEmpty() ? null : told.spanId());
    }

    private static Map<String, @Nullable Object> result(Verdict verdict) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put(
                "all_advice",
                verdict.findings().stream().map(SampleJson::finding).toList());
        result.put("highest_advice_level", verdict.highest().map(Level::value).orElse(null));
        return result;
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", finding.id().value());
        fields.put("level", finding.level().value());
        fields.put("message", finding.message());
        fields.put("context", finding.context().isEmpty() ? null : new TreeMap<>(finding.context()));
        fields.put("signal_type", finding.signalType());
        fields.put("signal_name", finding.signalName());
        return fields;
    }
}
