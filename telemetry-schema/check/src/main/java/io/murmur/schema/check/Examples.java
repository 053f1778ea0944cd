package io.murmur.schema.check;

import io.murmur.schema.Attribute;
import io.murmur.schema.Schema;
import io.murmur.schema.Use;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;

/** Attributes with values that they may have, for whoever needs a signal that is as declared. */
public final class Examples {
    private Examples() {}

    /** How many sets of attributes it takes to have every value of every enumeration. */
    public static int turns(List<Use> uses) {
        return uses.stream()
                .mapToInt(use -> Math.max(1, use.attribute().values().size()))
                .max()
                .orElse(1);
    }

    /**
     * All attributes that a signal or an entity declares.
     *
     * @param turn which value of each enumeration, from 0; after its last comes its first again
     */
    public static Attributes attributes(List<Use> uses, int turn) {
        AttributesBuilder builder = Attributes.builder();
        uses.forEach(use -> put(builder, use.attribute(), turn));
        return builder.build();
    }

    /** A resource that is every entity. */
    public static Attributes resource(Schema schema) {
        AttributesBuilder builder = Attributes.builder();
        schema.entities().forEach(entity -> builder.putAll(attributes(entity.attributes(), 0)));
        return builder.build();
    }

    private static void put(AttributesBuilder builder, Attribute attribute, int turn) {
        String name = attribute.name();
        List<String> values = attribute.values();
        switch (attribute.key().getType()) {
            case STRING -> builder.put(name, values.isEmpty() ? "example" : values.get(turn % values.size()));
            case LONG -> builder.put(name, 1L);
            case DOUBLE -> builder.put(name, 0.5);
            case BOOLEAN -> builder.put(name, true);
            case STRING_ARRAY -> builder.put(AttributeKey.stringArrayKey(name), List.of("example"));
            case LONG_ARRAY -> builder.put(AttributeKey.longArrayKey(name), List.of(1L));
            case DOUBLE_ARRAY -> builder.put(AttributeKey.doubleArrayKey(name), List.of(0.5));
            case BOOLEAN_ARRAY -> builder.put(AttributeKey.booleanArrayKey(name), List.of(true));
            case VALUE -> builder.put(name, "example");
        }
    }
}
