package io.murmur.schema.check;

import io.murmur.schema.Requirement;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Stability;
import io.murmur.schema.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares samples with a schema. It keeps nothing of them; any number of threads may share it. */
public final class Checker {
    private final Declarations declared;
    private final AttributeRules attributes;
    private final PresenceRules presence;
    private final Subject ofResources;

    public Checker(Schema schema) {
        this.declared = new Declarations(schema);
        this.attributes = new AttributeRules(declared);
        this.presence = new PresenceRules(declared);
        this.ofResources = new Subject("resource", null, Optional.of(ofResources(schema)));
    }

    /** What entities declare, and whatever is imported. */
    private static List<Use> ofResources(Schema schema) {
        return Stream.concat(
                        schema.entities().stream().flatMap(entity -> entity.attributes().stream()),
                        schema.imported().stream().map(attribute -> new Use(attribute, Requirement.OPT_IN)))
                .toList();
    }

    public Schema schema() {
        return declared.schema();
    }

    /**
     * Says what there is to be said of a sample and its parts.
     *
     * @param resource what it was told of; without attributes where it came with none
     */
    public Verdict check(Sample sample, Sample.Resource resource) {
        return switch (sample) {
            case Sample.Metric metric -> metric(metric, resource);
            case Sample.Span span -> span(span, resource);
            case Sample.Log log -> log(log, resource);
            case Sample.Resource told -> new Verdict(told, List.of(), parts(told, ofResources));
            case Sample.Scope _,
                    Sample.Attribute _,
                    Sample.SpanEvent _,
                    Sample.SpanLink _,
                    Sample.Point _,
                    Sample.Exemplar _ -> part(sample, new Subject(null, null, Optional.empty()));
        };
    }

    private Verdict metric(Sample.Metric told, Sample.Resource resource) {
        Signal.Metric metric = declared.metric(told.name());
        Subject subject = subject("metric", told.name(), metric);
        List<Finding> findings = new ArrayList<>();
        if (metric == null) {
            findings.add(subject.finding(FindingId.MISSING_METRIC, "Metric does not exist in the registry.", Map.of()));
        } else {
            stability(metric, "Metric", "metric_name", subject).ifPresent(findings::add);
            MetricRules.instrument(metric, told, subject).ifPresent(findings::add);
            MetricRules.unit(metric, declared.schema().owns(metric.name()), told, subject)
                    .ifPresent(findings::add);
            findings.addAll(presence.entities(metric.entities(), resource.attributes(), subject));
        }
        findings.addAll(NameRules.metric(told.name(), subject));
        List<Verdict> points = told.points().stream()
                .map(point -> point(point, metric, subject))
                .toList();
        return new Verdict(told, List.copyOf(findings), points);
    }

    private Verdict point(Sample.Point told, Signal.@Nullable Metric metric, Subject subject) {
        List<Finding> findings =
                metric == null ? List.of() : PresenceRules.signal(metric.attributes(), told.attributes(), subject);
        List<Verdict> parts = Stream.concat(
                        told.attributes().stream().map(attribute -> part(attribute, subject)),
                        told.exemplars().stream().map(exemplar -> part(exemplar, subject.open())))
                .toList();
        return new Verdict(told, findings, parts);
    }

    private Verdict span(Sample.Span told, Sample.Resource resource) {
        Signal.Span span = declared.span(told);
        Subject subject = subject("span", told.name(), span);
        List<Finding> findings = new ArrayList<>();
        if (span == null) {
            String kind = told.spanKind().name().toLowerCase(Locale.ROOT);
            findings.add(subject.finding(
                    FindingId.MISSING_SPAN,
                    "Span '%s' of kind '%s' does not exist in the registry.".formatted(told.name(), kind),
                    Map.of("span_name", told.name(), "span_kind", kind)));
        } else {
            findings.addAll(PresenceRules.signal(span.attributes(), told.attributes(), subject));
            findings.addAll(presence.entities(span.entities(), resource.attributes(), subject));
        }
        List<Verdict> parts = told.parts().stream()
                .map(part -> switch (part) {
                    case Sample.SpanEvent event -> spanEvent(event, subject);
                    case Sample.SpanLink link -> part(link, subject.open());
                    default -> part(part, subject);
                })
                .toList();
        return new Verdict(told, List.copyOf(findings), parts);
    }

    /** What is told on a span is an event like any other. */
    private Verdict spanEvent(Sample.SpanEvent told, Subject span) {
        Signal.Event event = declared.event(told.name());
        Subject subject =
                new Subject(span.type(), span.name(), Optional.ofNullable(event).map(Signal::attributes));
        List<Finding> findings = event == null
                ? List.of(missingEvent(told.name(), subject))
                : PresenceRules.signal(event.attributes(), told.attributes(), subject);
        return new Verdict(told, findings, parts(told, subject));
    }

    private Verdict log(Sample.Log told, Sample.Resource resource) {
        Signal.Event event = declared.event(told.eventName());
        Subject subject = subject("log", told.eventName(), event);
        List<Finding> findings = new ArrayList<>();
        if (event != null) {
            stability(event, "Event", "event_name", subject).ifPresent(findings::add);
            findings.addAll(PresenceRules.signal(event.attributes(), told.attributes(), subject));
            findings.addAll(presence.entities(event.entities(), resource.attributes(), subject));
        } else if (!told.eventName().isEmpty()) {
            findings.add(missingEvent(told.eventName(), subject));
        }
        return new Verdict(told, List.copyOf(findings), parts(told, subject));
    }

    private static Finding missingEvent(String name, Subject subject) {
        return subject.finding(
                FindingId.MISSING_EVENT, "Event '%s' does not exist in the registry.".formatted(name), Map.of());
    }

    private List<Verdict> parts(Sample told, Subject subject) {
        return told.parts().stream().map(part -> part(part, subject)).toList();
    }

    private Verdict part(Sample told, Subject subject) {
        List<Finding> findings =
                told instanceof Sample.Attribute attribute ? attributes.check(attribute, subject) : List.of();
        return new Verdict(told, findings, parts(told, subject));
    }

    private static Subject subject(String type, String name, @Nullable Signal signal) {
        return new Subject(type, name, Optional.ofNullable(signal).map(Signal::attributes));
    }

    private static Optional<Finding> stability(Signal signal, String what, String key, Subject subject) {
        if (signal.stability() == Stability.STABLE) {
            return Optional.empty();
        }
        String stability = signal.stability().value();
        return Optional.of(subject.finding(
                FindingId.NOT_STABLE,
                "%s '%s' is not stable; stability = %s.".formatted(what, signal.name(), stability),
                Map.of(key, signal.name(), "stability", stability)));
    }
}
