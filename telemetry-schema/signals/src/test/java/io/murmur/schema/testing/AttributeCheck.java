package io.murmur.schema.testing;

import io.murmur.schema.Attribute;
import io.murmur.schema.Requirement;
import io.murmur.schema.Schema;
import io.murmur.schema.Use;
import io.murmur.schema.testing.Finding.Violation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks the attributes of one signal against those it declares. */
final class AttributeCheck {
    private final Map<String, Attribute> declared;

    AttributeCheck(Schema schema) {
        Stream<Use> uses = Stream.concat(
                schema.signals().flatMap(signal -> signal.attributes().stream()),
                schema.entities().stream()
                        .flatMap(entity -> Stream.of(entity.identity(), entity.description()))
                        .flatMap(List::stream));
        declared = uses.map(Use::attribute)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(Attribute::name, Function.identity()));
    }

    /** @param signal the name to report under */
    void check(String signal, List<Use> uses, Attributes attributes, Consumer<Finding> findings) {
        attributes.forEach((key, value) -> one(signal, uses, key, value, findings));
        for (Use use : uses) {
            if (use.requirement() == Requirement.REQUIRED
                    && attributes.get(use.attribute().key()) == null) {
                findings.accept(new Finding(
                        Violation.REQUIRED_ATTRIBUTE_NOT_PRESENT,
                        signal,
                        use.attribute().name()));
            }
        }
    }

    private void one(String signal, List<Use> uses, AttributeKey<?> key, Object value, Consumer<Finding> findings) {
        Attribute attribute = declared.get(key.getKey());
        if (attribute == null) {
            findings.accept(new Finding(Violation.MISSING_ATTRIBUTE, signal, key.getKey()));
        } else if (uses.stream().noneMatch(use -> use.attribute().equals(attribute))) {
            findings.accept(new Finding(Violation.ATTRIBUTE_NOT_DECLARED, signal, key.getKey()));
        } else if (key.getType() != attribute.key().getType()) {
            findings.accept(new Finding(
                    Violation.TYPE_MISMATCH,
                    signal,
                    key + " is a " + key.getType() + ", not a "
                            + attribute.key().getType()));
        } else if (!attribute.allows(value)) {
            findings.accept(new Finding(Violation.UNDEFINED_ENUM_VARIANT, signal, key + " = " + value));
        }
    }
}
