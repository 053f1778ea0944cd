package io.murmur.schema.registry;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A name's words, to be written the way a language writes names. */
record Words(List<String> words) {
    static Words of(String name) {
        return new Words(List.of(name.toLowerCase(Locale.ROOT).split("[._ ]+")));
    }

    String screamingSnake() {
        return String.join("_", words).toUpperCase(Locale.ROOT);
    }

    String pascal() {
        return words.stream()
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
