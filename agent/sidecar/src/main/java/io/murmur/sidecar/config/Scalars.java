package io.murmur.sidecar.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of knobs that are written in one piece, and how each is read. */
final class Scalars {
    private Scalars() {}

    static boolean known(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || List.of(String.class, Span.class, Size.class, HostPort.class).contains(type);
    }

    /** @throws IllegalArgumentException unless the text is one of that type */
    static Object parse(Class<?> type, String text) {
        if (type == int.class) {
            return Integer.parseInt(text.replace("_", ""));
        }
        if (type == double.class) {
            double number = Double.parseDouble(text);
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("not finite: " + text);
            }
            return number;
        }
        if (type == boolean.class) {
            return bool(text);
        }
        if (type == Span.class) {
            return Span.parse(text);
        }
        if (type == Size.class) {
            return Size.parse(text);
        }
        if (type == HostPort.class) {
            return HostPort.parse(text);
        }
        return type.isEnum() ? constant(type, text) : text;
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: " + text);
        };
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such choice: " + text));
    }

    /** How a value is written in YAML. */
    static String name(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    /** For people who wrote something else. */
    static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Scalars::name).collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "int" -> "a whole number";
            case "double" -> "a number";
            case "boolean" -> "true or false";
            case "Span" -> "a duration such as 200ms, 5s or 1h";
            case "Size" -> "a size such as 1200B, 16KiB or 4MiB";
            case "HostPort" -> "host:port";
            default -> "a text";
        };
    }
}
