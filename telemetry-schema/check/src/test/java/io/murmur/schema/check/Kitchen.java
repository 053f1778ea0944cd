package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Entity;
import io.murmur.schema.Instrument;
import io.murmur.schema.Requirement;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Stability;
import io.murmur.schema.Use;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/** A small schema, of a kitchen in which cups are washed. */
final class Kitchen {
    static final Attribute ID = new Attribute(AttributeKey.stringKey("kitchen.id"), List.of(), Stability.STABLE);
    static final Attribute NAME = new Attribute(AttributeKey.stringKey("kitchen.name"), List.of(), Stability.STABLE);
    static final Attribute COLOUR =
            new Attribute(AttributeKey.stringKey("kitchen.cup.colour"), List.of("red", "blue"), Stability.DEVELOPMENT);
    static final Attribute SIZE = new Attribute(AttributeKey.longKey("kitchen.cup.size"), List.of(), Stability.STABLE);
    static final Attribute HEAT =
            new Attribute(AttributeKey.doubleKey("kitchen.cup.heat"), List.of(), Stability.STABLE);
    static final Attribute ERROR =
            new Attribute(AttributeKey.stringKey("error.type"), List.of("_OTHER"), Stability.STABLE);
    static final Attribute SERVICE = new Attribute(AttributeKey.stringKey("service.name"), List.of(), Stability.STABLE);

    static final List<String> HERE = List.of("kitchen.room");

    static final Schema SCHEMA = new Schema(
            "https://kitchen.invalid/1",
            "kitchen.",
            List.of(new Signal.Metric(
                    "kitchen.cup.washes",
                    Instrument.COUNTER,
                    false,
                    "{wash}",
                    "Number of washes.",
                    Stability.DEVELOPMENT,
                    HERE,
                    List.of(
                            new Use(COLOUR, Requirement.REQUIRED),
                            new Use(SIZE, Requirement.RECOMMENDED),
                            new Use(ERROR, Requirement.CONDITIONALLY_REQUIRED)))),
            List.of(new Signal.Span(
                    "kitchen.cup.wash.internal",
                    SpanKind.INTERNAL,
                    "wash {kitchen.cup.colour}",
                    "A wash.",
                    Stability.STABLE,
                    HERE,
                    List.of(new Use(COLOUR, Requirement.REQUIRED), new Use(HEAT, Requirement.OPT_IN)))),
            List.of(new Signal.Event(
                    "kitchen.cup.break",
                    "It broke.",
                    Stability.STABLE,
                    HERE,
                    List.of(new Use(COLOUR, Requirement.REQUIRED)))),
            List.of(new Entity(
                    "kitchen.room",
                    "A kitchen.",
                    List.of(new Use(ID, Requirement.REQUIRED)),
                    List.of(new Use(NAME, Requirement.RECOMMENDED)))),
            List.of(ERROR, SERVICE));

    private Kitchen() {}

    static Sample.Resource resource() {
        return new Sample.Resource(List.of(told("kitchen.id", "k1"), told("kitchen.name", "large")));
    }

    static Sample.Attribute told(String name, Object value) {
        return new Sample.Attribute(name, value);
    }

    static Sample.Metric washes(Sample.Attribute... attributes) {
        return metric("kitchen.cup.washes", "counter", "{wash}", 1L, attributes);
    }

    static Sample.Metric metric(
            String name, String instrument, String unit, Number value, Sample.Attribute... attributes) {
        return new Sample.Metric(
                name, instrument, unit, List.of(new Sample.NumberPoint(value, 0, List.of(attributes), List.of())));
    }

    static Sample.Span span(String name, Sample.Attribute... attributes) {
        return new Sample.Span(name, SpanKind.INTERNAL, null, List.of(attributes), List.of(), List.of());
    }

    static Sample.Log log(String event, Sample.Attribute... attributes) {
        return new Sample.Log(event, 9, "", null, "", "", List.of(attributes));
    }
}
