package io.murmur.schema.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How names are made: the rules of OpenTelemetry that Weaver's live-check applies by default. */
final class NameRules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*([._][a-z0-9]+)*");

    private final Set<String> attributes;
    private final Set<String> namespaces = new HashSet<>();

    NameRules(Set<String> attributes) {
        this.attributes = attributes;
        attributes.forEach(name -> namespaces.addAll(namespaces(name)));
    }

    /** Findings about the name of an attribute, whether it is declared or not. */
    List<Finding> attribute(String name, Subject subject) {
        List<Finding> findings = new ArrayList<>();
        if (name.indexOf('.') < 0) {
            findings.add(subject.finding(
                    FindingId.MISSING_NAMESPACE,
                    "Attribute key '%s' must include a namespace (e.g. '{namespace}.{attribute_key}')".formatted(name),
                    key(name)));
        }
        if (!NAME.matcher(name).matches()) {
            String message = "Attribute key '%s' does not match name formatting rules.".formatted(name);
            findings.add(subject.finding(FindingId.INVALID_FORMAT, message, key(name)));
        }
        String narrowest = null;
        for (String namespace : namespaces(name)) {
            if (attributes.contains(namespace)) {
                findings.add(subject.finding(
                        FindingId.ILLEGAL_NAMESPACE,
                        "Namespace '%s' collides with existing attribute '%s'".formatted(namespace, name),
                        Map.of("attribute_key", name, "namespace", namespace)));
            }
            narrowest = namespaces.contains(namespace) ? namespace : narrowest;
        }
        if (narrowest != null && !attributes.contains(name)) {
            findings.add(subject.finding(
                    FindingId.EXTENDS_NAMESPACE,
                    "Attribute key '%s' collides with existing namespace '%s'".formatted(name, narrowest),
                    Map.of("attribute_key", name, "namespace", narrowest)));
        }
        return findings;
    }

    /** Findings about the name of a metric. */
    static List<Finding> metric(String name, Subject subject) {
        if (NAME.matcher(name).matches()) {
            return List.of();
        }
        String message = "Metric name '%s' does not match name formatting rules.".formatted(name);
        return List.of(subject.finding(FindingId.INVALID_FORMAT, message, Map.of("metric_name", name)));
    }

    private static Map<String, Object> key(String name) {
        return Map.of("attribute_key", name);
    }

    /** The parts of a name before its dots, widest first. */
    private static List<String> namespaces(String name) {
        List<String> namespaces = new ArrayList<>();
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            namespaces.add(name.substring(0, dot));
        }
        return namespaces;
    }
}
