package io.murmur.schema.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The fields of one mapping, read by name; what is missing, of the wrong shape or unknown becomes a problem. */
final class Fields {
    private final Tree.Mapping mapping;
    private final List<Problem> problems;

    private Fields(Tree.Mapping mapping, List<Problem> problems) {
        this.mapping = mapping;
        this.problems = problems;
    }

    /** The fields of a node, none of them outside {@code known}. A node that is no mapping has none. */
    static Fields of(Tree node, List<Problem> problems, String... known) {
        if (!(node instanceof Tree.Mapping mapping)) {
            problems.add(new Problem(node.place(), "expected fields, one of " + String.join(", ", known)));
            return new Fields(new Tree.Mapping(node.place(), java.util.Map.of()), problems);
        }
        Set<String> names = Set.of(known);
        mapping.fields().forEach((name, value) -> {
            if (!names.contains(name)) {
                problems.add(new Problem(
                        value.place(), "unknown field '" + name + "', expected one of " + String.join(", ", known)));
            }
        });
        return new Fields(mapping, problems);
    }

    Place place() {
        return mapping.place();
    }

    boolean has(String name) {
        return mapping.fields().containsKey(name);
    }

    /** A field's node; the mapping itself, with a problem, where there is none. */
    Tree node(String name) {
        Tree value = mapping.fields().get(name);
        if (value == null) {
            problems.add(new Problem(place(), "'" + name + "' is missing"));
            return mapping;
        }
        return value;
    }

    /** A field that must be there. */
    String text(String name) {
        if (!has(name)) {
            problems.add(new Problem(place(), "'" + name + "' is missing"));
            return "";
        }
        return text(name, "");
    }

    /** A field that may be left out. */
    String text(String name, String otherwise) {
        Tree value = mapping.fields().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Tree.Scalar scalar && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        problems.add(new Problem(value.place(), "'" + name + "' must be a text"));
        return otherwise;
    }

    /** A field whose text must be one of a few. */
    String choice(String name, List<String> choices) {
        String text = text(name);
        if (!text.isEmpty() && !choices.contains(text)) {
            problems.add(new Problem(
                    node(name).place(),
                    "'" + name + "' is '" + text + "', expected one of " + String.join(", ", choices)));
        }
        return text;
    }

    /** The items of a list, none where the field is left out. */
    <T> List<T> list(String name, Function<Tree, T> item) {
        Tree value = mapping.fields().get(name);
        List<T> items = new ArrayList<>();
        switch (value) {
            case null -> {}
            case Tree.Sequence sequence -> sequence.items().forEach(node -> items.add(item.apply(node)));
            case Tree.Mapping other -> problems.add(new Problem(other.place(), "'" + name + "' must be a list"));
            case Tree.Scalar other -> problems.add(new Problem(other.place(), "'" + name + "' must be a list"));
        }
        return List.copyOf(items);
    }
}
