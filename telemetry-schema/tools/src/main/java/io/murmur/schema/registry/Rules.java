package io.murmur.schema.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How things are named: OpenTelemetry's rules for attributes, metrics, events and units, and our own namespace. See the
 * naming guidance of the semantic conventions ("General naming considerations", "Instrument units").
 */
public final class Rules {
    static final String NAMESPACE = "murmur.";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern SENTENCE = Pattern.compile("\\p{Upper}.*\\.");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
    /** UCUM, case-sensitive, as far as the conventions use it: units, and annotations for what is counted. */
    private static final Pattern UNIT = Pattern.compile("1|s|By|Cel|Hz|V|W|J|%|\\{[a-z]+(_[a-z]+)*}");

    private final List<Problem> problems = new ArrayList<>();

    private Rules() {}

    /** All violations. */
    public static List<Problem> check(Registry registry) {
        Rules rules = new Rules();
        registry.attributes().forEach(rules::attribute);
        registry.signals().forEach(rules::signal);
        registry.metrics().forEach(rules::metric);
        registry.spans().forEach(rules::title);
        registry.entities().forEach(rules::entity);
        rules.unique("attribute", registry.attributes(), Definition::name);
        rules.unique("metric", registry.metrics(), Definition::name);
        rules.unique("span", registry.spans(), Definition::name);
        rules.unique("span of this kind and name", registry.spans(), span -> span.kind() + " " + span.title());
        rules.unique("event", registry.events(), Definition::name);
        rules.unique("entity", registry.entities(), Definition::name);
        rules.namesDifferInCode("attribute", registry.attributes());
        rules.namesDifferInCode("metric", registry.metrics());
        rules.namesDifferInCode("span", registry.spans());
        rules.namesDifferInCode("event", registry.events());
        rules.namesDifferInCode("entity", registry.entities());
        rules.noNameIsANamespace("attribute", registry.attributes());
        rules.noNameIsANamespace("metric", registry.metrics());
        return List.copyOf(rules.problems);
    }

    private void name(Definition definition) {
        String name = definition.name();
        if (!name.startsWith(NAMESPACE)) {
            report(definition.place(), "'" + name + "' is outside the namespace '" + NAMESPACE + "'");
        }
        for (String word : name.split("\\.", -1)) {
            if (!WORD.matcher(word).matches()) {
                report(definition.place(), "'" + name + "' is not snake_case separated by dots");
            }
        }
        brief(definition.place(), definition.brief());
    }

    private void brief(Place place, String brief) {
        if (!SENTENCE.matcher(brief).matches()) {
            report(place, "the brief must begin with a capital and end with a full stop: " + brief);
        }
    }

    private void attribute(Definition.Attribute attribute) {
        name(attribute);
        if (attribute.type().equals("enum") && attribute.members().isEmpty()) {
            report(attribute.place(), "'" + attribute.name() + "' has no members");
        }
        Set<String> seen = new HashSet<>();
        for (Definition.Member member : attribute.members()) {
            brief(member.place(), member.brief());
            if (!WORD.matcher(member.id()).matches() || !member.id().equals(member.value())) {
                report(member.place(), "'" + member.id() + "' must be snake_case and the same as its value");
            }
            if (!seen.add(member.value())) {
                report(member.place(), "the member '" + member.value() + "' is defined twice");
            }
        }
    }

    private void signal(Definition.Signal signal) {
        name(signal);
        Set<String> seen = new HashSet<>();
        for (Definition.Reference reference : signal.references()) {
            if (!seen.add(reference.name())) {
                report(reference.place(), "'" + reference.name() + "' is referred to twice");
            }
        }
        if (signal.entities().isEmpty()) {
            report(signal.place(), "'" + signal.name() + "' is told of no entity");
        }
    }

    private void metric(Definition.Metric metric) {
        if (!UNIT.matcher(metric.unit()).matches()) {
            report(metric.place(), "'" + metric.unit() + "' is not a unit of UCUM that the conventions use");
        }
        if (metric.name().matches(".*[._]total")) {
            report(metric.place(), "the name of a metric does not end in 'total'");
        }
        if (metric.name().endsWith(".duration")
                && !(metric.unit().equals("s") && metric.valueType().equals("double"))) {
            report(metric.place(), "a duration is a double in seconds");
        }
    }

    private void entity(Definition.Entity entity) {
        name(entity);
        if (entity.identity().isEmpty()) {
            report(entity.place(), "nothing tells one '" + entity.name() + "' from another");
        }
    }

    private void title(Definition.Span span) {
        if (!span.name().endsWith("." + span.kind())) {
            report(span.place(), "the type of a span ends with its kind, '." + span.kind() + "'");
        }
        Matcher placeholders = PLACEHOLDER.matcher(span.title());
        while (placeholders.find()) {
            String key = placeholders.group(1);
            boolean known = span.references().stream()
                    .anyMatch(reference -> reference.name().equals(key)
                            && reference.requirement().equals("required"));
            if (!known) {
                report(span.place(), "the name refers to '" + key + "', which is no required attribute of the span");
            }
        }
    }

    private <T extends Definition> void unique(String what, List<T> definitions, Function<T, String> name) {
        Map<String, Place> seen = new HashMap<>();
        for (T definition : definitions) {
            Place first = seen.putIfAbsent(name.apply(definition), definition.place());
            if (first != null) {
                report(definition.place(), "the " + what + " '" + name.apply(definition) + "' is at " + first + " too");
            }
        }
    }

    /** Where a dot and an underscore are both an underscore. */
    private void namesDifferInCode(String what, List<? extends Definition> definitions) {
        Map<String, String> seen = new HashMap<>();
        for (Definition definition : definitions) {
            String name = definition.name();
            String first = seen.putIfAbsent(name.replace('.', '_'), name);
            if (first != null && !first.equals(name)) {
                report(definition.place(), "the " + what + " '" + name + "' is called in code as '" + first + "' is");
            }
        }
    }

    private void noNameIsANamespace(String what, List<? extends Definition> definitions) {
        for (Definition outer : definitions) {
            for (Definition inner : definitions) {
                if (inner.name().startsWith(outer.name() + ".")) {
                    report(
                            outer.place(),
                            "the " + what + " '" + outer.name() + "' is the namespace of " + inner.name());
                }
            }
        }
    }

    private void report(Place place, String message) {
        problems.add(new Problem(place, message));
    }
}
