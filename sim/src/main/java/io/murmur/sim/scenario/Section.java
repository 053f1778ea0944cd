package io.murmur.sim.scenario;

import io.murmur.sim.scenario.YamlNode.Fields;
import io.murmur.sim.scenario.YamlNode.Items;
import io.murmur.sim.scenario.YamlNode.Place;
import io.murmur.sim.scenario.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys of one place of a scenario, taken one after the other; any that is left over is an error. */
final class Section {
    private final Fields fields;
    private final Map<String, Place> known = new LinkedHashMap<>();

    private Section(Fields fields) {
        this.fields = fields;
    }

    static Section of(YamlNode node) {
        if (node instanceof Fields fields) {
            return new Section(fields);
        }
        if (node instanceof Scalar(Place place, String text) && text.isEmpty()) {
            return new Section(new Fields(place, Map.of(), Map.of()));
        }
        throw node.place().expected("keys with values");
    }

    Place place() {
        return fields.place();
    }

    boolean has(String key) {
        known.put(key, place());
        return fields.fields().containsKey(key);
    }

    private YamlNode node(String key) {
        return has(key) ? java.util.Objects.requireNonNull(fields.fields().get(key)) : new Scalar(place(), "");
    }

    Section section(String key) {
        return of(node(key));
    }

    List<Section> sections(String key) {
        return switch (node(key)) {
            case Items items -> items.items().stream().map(Section::of).toList();
            case Scalar scalar when scalar.text().isEmpty() -> List.of();
            case Scalar scalar -> throw scalar.place().expected("a list");
            case Fields other -> throw other.place().expected("a list");
        };
    }

    /** A whole number within bounds. */
    long whole(String key, long otherwise, long least, long most) {
        if (!has(key)) {
            return otherwise;
        }
        String what = "a whole number from " + least + " to " + most;
        String text = text(key, what);
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw node(key).place().expected(what + ", not \"" + text + "\"");
        }
        throw node(key).place().expected(what + ", not " + text);
    }

    int whole(String key, int otherwise) {
        return (int) whole(key, otherwise, 0, Integer.MAX_VALUE);
    }

    /** A share, or another number from 0 to a bound. */
    double number(String key, double otherwise, double most) {
        if (!has(key)) {
            return otherwise;
        }
        String what = "a number from 0 to " + most;
        String text = text(key, what);
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw node(key).place().expected(what + ", not \"" + text + "\"");
        }
        throw node(key).place().expected(what + ", not " + text);
    }

    double share(String key) {
        return number(key, 0, 1);
    }

    boolean flag(String key, boolean otherwise) {
        return has(key) ? word(key, "false", List.of("true", "false")).equals("true") : otherwise;
    }

    /** One of some words. */
    String word(String key, String otherwise, List<String> words) {
        if (!has(key)) {
            return otherwise;
        }
        String what = "one of " + String.join(", ", words);
        String text = text(key, what);
        if (!words.contains(text)) {
            throw node(key)
                    .place()
                    .expected(what + ", not \"" + text + "\"; did you mean " + nearest(text, words) + "?");
        }
        return text;
    }

    private String text(String key, String what) {
        if (node(key) instanceof Scalar scalar && !scalar.text().isEmpty()) {
            return scalar.text();
        }
        throw node(key).place().expected(what);
    }

    /** Says of the first key that nobody asked for which one was probably meant. */
    void end() {
        List<String> names = List.copyOf(known.keySet());
        for (Map.Entry<String, Place> key : fields.keys().entrySet()) {
            if (!known.containsKey(key.getKey())) {
                throw key.getValue()
                        .expected("one of " + String.join(", ", names) + "; did you mean "
                                + nearest(key.getKey(), names) + "?");
            }
        }
    }

    private static String nearest(String word, List<String> words) {
        String nearest = words.getFirst();
        for (String each : words) {
            if (distance(word, each) < distance(word, nearest)) {
                nearest = each;
            }
        }
        return nearest;
    }

    /** Letters to change, insert or leave out (Levenshtein 1966). */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
