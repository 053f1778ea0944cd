package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What verdicts add up to, under the names of Weaver's statistics, whose words are <em>entity</em> for a sample and
 * <em>advice</em> for a finding. Its size is bounded, whatever is added.
 */
public final class Statistics {
    private final Counts samples = new Counts();
    private final Counts levels = new Counts();
    private final Counts highest = new Counts();
    private final Counts ids = new Counts();
    private final Counts messages = new Counts();
    private final Counts attributes = new Counts();
    private final Counts otherAttributes = new Counts();
    private final Counts metrics = new Counts();
    private final Counts otherMetrics = new Counts();
    private final Counts events = new Counts();
    private final Counts otherEvents = new Counts();
    private long withoutFinding;

    public Statistics(Schema schema) {
        schema.attributes().values().stream().map(Attribute::name).forEach(attributes::declare);
        schema.metrics().stream().map(Signal::name).forEach(metrics::declare);
        schema.events().stream().map(Signal::name).forEach(events::declare);
    }

    /** Adds a verdict and those of its parts. */
    public void add(Verdict verdict) {
        verdict.all().forEach(this::one);
    }

    private void one(Verdict verdict) {
        samples.count(verdict.sample().kind());
        for (Finding finding : verdict.findings()) {
            levels.count(finding.level().value());
            ids.count(finding.id().value());
            messages.count(finding.message());
        }
        verdict.highest().ifPresentOrElse(level -> highest.count(level.value()), () -> withoutFinding++);
        switch (verdict.sample()) {
            case Sample.Attribute told -> see(told.name(), attributes, otherAttributes);
            case Sample.Metric told -> see(told.name(), metrics, otherMetrics);
            case Sample.Log told when !told.eventName().isEmpty() -> see(told.eventName(), events, otherEvents);
            default -> {
                // has no name that is counted
            }
        }
    }

    private static void see(String name, Counts registry, Counts others) {
        (registry.knows(name) ? registry : others).count(name);
    }

    /** The number of findings of a level. */
    public long findings(Level level) {
        return levels.view().getOrDefault(level.value(), 0L);
    }

    /** The number of samples, with all their parts. */
    public long total() {
        return samples.total();
    }

    /** How many of the declared attributes, metrics and events were seen, 0 to 1; spans are in {@link Coverage}. */
    public double registryCoverage() {
        long all = attributes.size() + metrics.size() + events.size();
        return all == 0 ? 0 : (double) (attributes.seen() + metrics.seen() + events.seen()) / all;
    }

    /** All of it by the names that Weaver's report has, ready to be written: numbers, and maps of numbers. */
    public Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("total_entities", samples.total());
        named.put("total_entities_by_type", samples.view());
        named.put("total_advisories", levels.total());
        named.put("advice_level_counts", levels.view());
        named.put("highest_advice_level_counts", highest.view());
        named.put("no_advice_count", withoutFinding);
        named.put("advice_type_counts", ids.view());
        named.put("advice_message_counts", messages.view());
        named.put("seen_registry_attributes", attributes.view());
        named.put("seen_non_registry_attributes", otherAttributes.view());
        named.put("seen_registry_metrics", metrics.view());
        named.put("seen_non_registry_metrics", otherMetrics.view());
        named.put("seen_registry_events", events.view());
        named.put("seen_non_registry_events", otherEvents.view());
        named.put("registry_coverage", registryCoverage());
        return named;
    }
}
