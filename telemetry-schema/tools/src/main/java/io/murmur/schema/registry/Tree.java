package io.murmur.schema.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** YAML that remembers its lines. */
public sealed interface Tree {
    Place place();

    record Mapping(Place place, Map<String, Tree> fields) implements Tree {}

    record Sequence(Place place, List<Tree> items) implements Tree {}

    /** A text, number or truth value, as it is written; empty for null. */
    record Scalar(Place place, String text) implements Tree {}

    /**
     * Reads a file that holds one document.
     *
     * @throws InvalidRegistry if it is not YAML, is empty or says a key twice
     */
    static Tree read(Path file) throws IOException {
        return of(Objects.requireNonNull(file.getFileName()).toString(), Files.readString(file));
    }

    /** As {@link #read}, of a text that was read from a file of this name. */
    static Tree of(String name, String text) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                throw invalid(new Place(name, 1), "the file is empty");
            }
            return node(parser, name);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw invalid(new Place(name, line), "not YAML: " + e.getOriginalMessage());
        }
    }

    private static Tree node(JsonParser parser, String file) throws IOException {
        Place place = new Place(file, parser.currentTokenLocation().getLineNr());
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, place);
            case START_ARRAY -> sequence(parser, place);
            case VALUE_NULL -> new Scalar(place, "");
            default -> new Scalar(place, parser.getText());
        };
    }

    private static Mapping mapping(JsonParser parser, Place place) throws IOException {
        Map<String, Tree> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place at = new Place(place.file(), parser.currentTokenLocation().getLineNr());
            parser.nextToken();
            if (fields.put(name, node(parser, place.file())) != null) {
                throw invalid(at, "'" + name + "' is said twice");
            }
        }
        return new Mapping(place, fields);
    }

    private static Sequence sequence(JsonParser parser, Place place) throws IOException {
        List<Tree> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, place.file()));
        }
        return new Sequence(place, items);
    }

    private static InvalidRegistry invalid(Place place, String message) {
        return new InvalidRegistry(List.of(new Problem(place, message)));
    }
}
