package io.murmur.sidecar.config;

import io.murmur.sidecar.config.Yaml.Field;
import io.murmur.sidecar.config.Yaml.Mapping;
import io.murmur.sidecar.config.Yaml.Scalar;
import io.murmur.sidecar.config.Yaml.Sequence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes records of YAML: a mapping becomes a record whose components are the keys, and what is not said stays as it was
 * in the defaults. Goes on after a problem, to find them all.
 */
final class Binder {
    private final List<Problem> problems = new ArrayList<>();

    List<Problem> problems() {
        return problems;
    }

    /** The defaults with what the document says in their place. */
    <R extends Record> R bind(R defaults, Yaml document, String path) {
        if (!(document instanceof Mapping mapping)) {
            return refuse(defaults, document.at(), path, "expected keys and values");
        }
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        refuseUnknown(components, mapping.fields(), path);
        Object[] values = new Object[components.length];
        int before = problems.size();
        for (int i = 0; i < components.length; i++) {
            Object standard = Records.get(components[i], defaults);
            String name = components[i].getName();
            Field field = mapping.fields().get(name);
            values[i] = field == null || field.value() == null
                    ? standard
                    : value(components[i].getType(), standard, field.value(), join(path, name));
        }
        return problems.size() > before ? defaults : make(defaults, values, mapping.at(), path);
    }

    private <R extends Record> R make(R defaults, Object[] values, Yaml.Mark at, String path) {
        try {
            return Records.with(defaults, values);
        } catch (InvocationTargetException e) {
            String message = e.getCause() instanceof IllegalArgumentException illegal ? illegal.getMessage() : null;
            return refuse(defaults, at, path, message == null ? "refused: " + e.getCause() : message);
        }
    }

    private Object value(Class<?> type, Object standard, Yaml found, String path) {
        if (standard instanceof Record section && !Scalars.known(type)) {
            return bind(section, found, path);
        }
        if (type == List.class) {
            return list(found, path);
        }
        if (!(found instanceof Scalar scalar)) {
            return refuse(standard, found.at(), path, "expected " + Scalars.expected(type));
        }
        return scalar(type, standard, scalar, path);
    }

    /** What a text means for a component of that type. */
    Object scalar(Class<?> type, Object standard, Scalar scalar, String path) {
        try {
            return Scalars.parse(type, scalar.text());
        } catch (IllegalArgumentException | ArithmeticException e) {
            String expected = "expected " + Scalars.expected(type) + ", found \"" + scalar.text() + "\"";
            return refuse(standard, scalar.at(), path, expected);
        }
    }

    private Object list(Yaml found, String path) {
        if (!(found instanceof Sequence sequence)) {
            return refuse(List.of(), found.at(), path, "expected a list");
        }
        boolean places = path.equals("agent.join");
        List<Object> items = new ArrayList<>();
        for (Yaml item : sequence.items()) {
            Class<?> type = places ? HostPort.class : String.class;
            String at = path + "[" + items.size() + "]";
            if (item instanceof Scalar scalar) {
                items.add(scalar(type, "", scalar, at));
            } else {
                refuse("", item.at(), at, "expected " + Scalars.expected(type));
            }
        }
        return List.copyOf(items);
    }

    private void refuseUnknown(RecordComponent[] components, Map<String, Field> fields, String path) {
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                problems.add(new Problem(field.at(), join(path, name), Nearest.unknown(name, known)));
            }
        });
    }

    <T> T refuse(T instead, Yaml.Mark at, String path, String message) {
        problems.add(new Problem(at, path, message));
        return instead;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
