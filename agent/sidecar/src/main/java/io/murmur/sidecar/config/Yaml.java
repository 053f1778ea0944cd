package io.murmur.sidecar.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML document that remembers where each of its parts stands. */
public sealed interface Yaml {
    Mark at();

    /** A place in a file; line and column count from 1. */
    record Mark(String file, int line, int column) {
        @Override
        public String toString() {
            return line == 0 ? file : file + ":" + line + ":" + column;
        }
    }

    /** Keys and values, in their order. */
    record Mapping(Map<String, Field> fields, Mark at) implements Yaml {}

    /** A key's place and its value; null where nothing follows the key. */
    record Field(Mark at, @Nullable Yaml value) {}

    record Sequence(List<Yaml> items, Mark at) implements Yaml {}

    /** Anything written in one piece, as it was written. */
    record Scalar(String text, Mark at) implements Yaml {}

    /** Nesting deeper than any knob's is refused. */
    int DEPTH_MAX = 8;

    /** Reads a document; an empty one is an empty mapping. */
    static Yaml read(String file, String text) throws ConfigException {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return new Mapping(Map.of(), new Mark(file, 1, 1));
            }
            Yaml document = value(file, parser, 0);
            return document == null ? new Mapping(Map.of(), new Mark(file, 1, 1)) : document;
        } catch (JsonProcessingException e) {
            Mark at = e.getLocation() == null ? new Mark(file, 0, 0) : mark(file, e.getLocation());
            throw new ConfigException(new Problem(at, "", "not YAML: " + firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
    }

    private static @Nullable Yaml value(String file, JsonParser parser, int depth) throws IOException, ConfigException {
        Mark at = mark(file, parser.currentTokenLocation());
        if (depth > DEPTH_MAX) {
            throw new ConfigException(new Problem(at, "", "nested too deeply"));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(file, parser, at, depth);
            case START_ARRAY -> sequence(file, parser, at, depth);
            case VALUE_NULL -> null;
            default -> new Scalar(parser.getText(), at);
        };
    }

    private static Yaml mapping(String file, JsonParser parser, Mark at, int depth)
            throws IOException, ConfigException {
        Map<String, Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Mark key = mark(file, parser.currentTokenLocation());
            String name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, new Field(key, value(file, parser, depth + 1))) != null) {
                throw new ConfigException(new Problem(key, name, "is there twice"));
            }
        }
        return new Mapping(fields, at);
    }

    private static Yaml sequence(String file, JsonParser parser, Mark at, int depth)
            throws IOException, ConfigException {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Yaml item = value(file, parser, depth + 1);
            items.add(item == null ? new Scalar("", mark(file, parser.currentTokenLocation())) : item);
        }
        return new Sequence(items, at);
    }

    private static Mark mark(String file, JsonLocation location) {
        return new Mark(file, location.getLineNr(), location.getColumnNr());
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
