package io.murmur.schema.check;

import static io.murmur.schema.check.Kitchen.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.schema.Attribute;
import io.murmur.schema.Entity;
import io.murmur.schema.Requirement;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Stability;
import io.murmur.schema.Use;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A signal that may be told of one entity or of another. */
class EntitiesTest {
    private static final Attribute COOK =
            new Attribute(AttributeKey.stringKey("kitchen.cook.id"), List.of(), Stability.STABLE);
    private static final Schema SCHEMA = new Schema(
            "https://kitchen.invalid/1",
            "kitchen.",
            List.of(),
            List.of(),
            List.of(new Signal.Event(
                    "kitchen.cup.fill",
                    "It was filled.",
                    Stability.STABLE,
                    List.of("kitchen.room", "kitchen.cook"),
                    List.of())),
            List.of(entity("kitchen.room", Kitchen.ID), entity("kitchen.cook", COOK)),
            List.of());

    private static Entity entity(String type, Attribute id) {
        return new Entity(type, "One of two.", List.of(new Use(id, Requirement.REQUIRED)), List.of());
    }

    private static List<Finding> check(Sample.Attribute... resource) {
        return new Checker(SCHEMA)
                .check(Kitchen.log("kitchen.cup.fill"), new Sample.Resource(List.of(resource)))
                .all()
                .flatMap(verdict -> verdict.findings().stream())
                .toList();
    }

    @Test
    void oneOfThemIsEnough() {
        assertEquals(List.of(), check(told("kitchen.id", "k1")));
        assertEquals(List.of(), check(told("kitchen.cook.id", "c1")));
    }

    @Test
    void noneIsAViolation() {
        List<Finding> findings = check(told("kitchen.cup.colour", "red"));
        assertEquals(
                List.of(FindingId.ENTITY_ASSOCIATION_NOT_SATISFIED),
                findings.stream().map(Finding::id).toList(),
                findings::toString);
    }
}
