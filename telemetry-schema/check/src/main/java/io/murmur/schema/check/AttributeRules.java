package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Stability;
import io.opentelemetry.api.common.AttributeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is to be said of one attribute. */
final class AttributeRules {
    private static final String KEY = "attribute_key";

    private final Declarations declared;
    private final NameRules names;

    AttributeRules(Declarations declared) {
        this.declared = declared;
        this.names = new NameRules(declared.attributes());
    }

    List<Finding> check(Sample.Attribute told, Subject subject) {
        List<Finding> findings = new ArrayList<>();
        String name = told.name();
        Attribute attribute = declared.attribute(name);
        if (attribute == null) {
            String message = "Attribute '%s' does not exist in the registry.".formatted(name);
            findings.add(subject.finding(FindingId.MISSING_ATTRIBUTE, message, Map.of(KEY, name)));
        } else {
            if (!subject.declares(attribute)) {
                String message = "Attribute '%s' is not declared here.".formatted(name);
                findings.add(subject.finding(FindingId.ATTRIBUTE_NOT_DECLARED, message, Map.of(KEY, name)));
            }
            stability(attribute, subject, findings);
            type(attribute, told, subject, findings);
            value(attribute, told, subject, findings);
        }
        findings.addAll(names.attribute(name, subject));
        return List.copyOf(findings);
    }

    private static void stability(Attribute attribute, Subject subject, List<Finding> findings) {
        if (attribute.stability() != Stability.STABLE) {
            String stability = attribute.stability().value();
            findings.add(subject.finding(
                    FindingId.NOT_STABLE,
                    "Attribute '%s' is not stable; stability = %s.".formatted(attribute.name(), stability),
                    Map.of(KEY, attribute.name(), "stability", stability)));
        }
    }

    private static void type(Attribute attribute, Sample.Attribute told, Subject subject, List<Finding> findings) {
        String type = told.type();
        if (type == null) {
            return;
        }
        if (!attribute.values().isEmpty()) {
            if (!type.equals("string") && !type.equals("int")) {
                findings.add(subject.finding(
                        FindingId.TYPE_MISMATCH,
                        "Enum attribute '%s' has type '%s'. Enum value type should be 'string' or 'int'."
                                .formatted(told.name(), type),
                        Map.of(KEY, told.name(), "attribute_type", type)));
            }
            return;
        }
        String expected = type(attribute.key().getType());
        // some write a whole number of a double attribute as an int
        boolean whole = expected.equals(type.replace("int", "double"));
        if (!expected.equals(type) && !expected.equals("any") && !whole) {
            findings.add(subject.finding(
                    FindingId.TYPE_MISMATCH,
                    "Attribute '%s' has type '%s'. Type should be '%s'.".formatted(told.name(), type, expected),
                    Map.of(KEY, told.name(), "attribute_type", type, "expected", expected)));
        }
    }

    /**
     * An enumeration of the registry's own knows all its values. Weaver takes any for open, and its configuration is told
     * otherwise in the same way.
     */
    private void value(Attribute attribute, Sample.Attribute told, Subject subject, List<Finding> findings) {
        Object value = told.value();
        boolean scalar = value instanceof String || value instanceof Long;
        if (!attribute.values().isEmpty() && scalar && !attribute.values().contains(value)) {
            boolean own = declared.schema().owns(attribute.name());
            findings.add(subject.finding(
                    FindingId.UNDEFINED_ENUM_VARIANT,
                    own ? Level.VIOLATION : FindingId.UNDEFINED_ENUM_VARIANT.level(),
                    "Enum attribute '%s' has value '%s' which is not documented.".formatted(told.name(), value),
                    Map.of(KEY, told.name(), "attribute_value", Objects.requireNonNull(value))));
        }
    }

    /** As a registry calls it. */
    private static String type(AttributeType type) {
        return switch (type) {
            case STRING -> "string";
            case LONG -> "int";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case STRING_ARRAY -> "string[]";
            case LONG_ARRAY -> "int[]";
            case DOUBLE_ARRAY -> "double[]";
            case BOOLEAN_ARRAY -> "boolean[]";
            case VALUE -> "any";
        };
    }
}
