package io.murmur.schema.registry;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.List;
import java.util.function.BiFunction;

/** How the templates write names of the registry in Java. */
final class JavaNames {
    private static final String NAMESPACE = "murmur.";

    private JavaNames() {}

    /** The filters; the case filters are called as Weaver calls them. */
    static List<Filter> filters() {
        return List.of(
                filter("screaming_snake_case", (name, no) -> Words.of(name).screamingSnake()),
                filter("constant_name", (name, no) -> Words.of(local(name)).screamingSnake()),
                filter("type_name", (name, no) -> Words.of(local(name)).pascal()),
                filter("method_name", (name, no) -> Words.of(local(name)).camel()),
                filter("java_type", (type, no) -> javaType(type)),
                filter("java_factory", (type, no) -> javaFactory(type)),
                filter("builder_type", (instrument, floating) -> builderType(instrument, isTrue(floating))),
                filter(
                        "builder_call",
                        (instrument, floating) -> builderCall(instrument, isTrue(floating), floating[1])));
    }

    private static String local(String name) {
        return name.startsWith(NAMESPACE) ? name.substring(NAMESPACE.length()) : name;
    }

    private static boolean isTrue(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals("true");
    }

    private static String javaType(String type) {
        return switch (type) {
            case "string", "enum" -> "String";
            case "int" -> "Long";
            case "double" -> "Double";
            case "boolean" -> "Boolean";
            case "string[]" -> "java.util.List<String>";
            case "int[]" -> "java.util.List<Long>";
            case "double[]" -> "java.util.List<Double>";
            case "boolean[]" -> "java.util.List<Boolean>";
            default -> throw new IllegalArgumentException("no Java type for '" + type + "'");
        };
    }

    private static String javaFactory(String type) {
        String plain = type.replace("[]", "").replace("enum", "string").replace("int", "long");
        return plain + (type.endsWith("[]") ? "ArrayKey" : "Key");
    }

    private static String builderType(String instrument, boolean floating) {
        return switch (instrument) {
            case "counter" -> "LongCounterBuilder";
            case "updowncounter" -> "LongUpDownCounterBuilder";
            case "gauge" -> floating ? "DoubleGaugeBuilder" : "LongGaugeBuilder";
            case "histogram" -> floating ? "DoubleHistogramBuilder" : "LongHistogramBuilder";
            default -> throw new IllegalArgumentException("no builder for '" + instrument + "'");
        };
    }

    private static String builderCall(String instrument, boolean floating, String name) {
        String type = builderType(instrument, floating);
        String method = switch (instrument) {
            case "counter" -> "counterBuilder";
            case "updowncounter" -> "upDownCounterBuilder";
            case "gauge" -> "gaugeBuilder";
            default -> "histogramBuilder";
        };
        boolean narrowed = type.equals("LongGaugeBuilder") || type.equals("LongHistogramBuilder");
        return method + "(" + name + ".name())" + (narrowed ? ".ofLongs()" : "");
    }

    private static Filter filter(String name, BiFunction<String, String[], String> function) {
        return new Filter() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public Object filter(Object value, JinjavaInterpreter interpreter, String... arguments) {
                return function.apply(String.valueOf(value), arguments);
            }
        };
    }
}
