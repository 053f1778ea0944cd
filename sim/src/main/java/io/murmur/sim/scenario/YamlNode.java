package io.murmur.sim.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file that knows where it stands. */
sealed interface YamlNode {
    /** Where it begins. */
    Place place();

    /**
     * A place in a file.
     *
     * @param path the keys that lead to it
     */
    record Place(String file, int line, int column, String path) {
        ScenarioException expected(String what) {
            return new ScenarioException(file + ":" + line + ":" + column + ": "
                    + (path.isEmpty() ? "the scenario" : path) + ": expected " + what);
        }
    }

    /** Keys with their values. */
    record Fields(Place place, Map<String, YamlNode> fields, Map<String, Place> keys) implements YamlNode {}

    /** A list. */
    record Items(Place place, List<YamlNode> items) implements YamlNode {}

    /** A number, a word, true or false, or nothing. */
    record Scalar(Place place, String text) implements YamlNode {}

    /** Reads a file. */
    static YamlNode parse(String file, String text) {
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                .build();
        try (JsonParser parser = yaml.createParser(text)) {
            parser.enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            parser.nextToken();
            return read(file, parser, "");
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            int line = at == null ? 1 : at.getLineNr();
            int column = at == null ? 1 : at.getColumnNr();
            String message = file + ":" + line + ":" + column + ": expected YAML: " + broken.getOriginalMessage();
            throw new ScenarioException(message, broken);
        } catch (IOException broken) {
            throw new ScenarioException(file + ": cannot be read", broken);
        }
    }

    private static YamlNode read(String file, JsonParser parser, String path) throws IOException {
        Place place = place(file, parser, path);
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return fields(file, parser, place);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(file, parser, path + "[" + items.size() + "]"));
            }
            return new Items(place, items);
        }
        boolean nothing = parser.currentToken() == null || parser.currentToken() == JsonToken.VALUE_NULL;
        return new Scalar(place, nothing ? "" : parser.getText());
    }

    private static Fields fields(String file, JsonParser parser, Place place) throws IOException {
        Map<String, YamlNode> fields = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String path = place.path().isEmpty() ? key : place.path() + "." + key;
            keys.put(key, place(file, parser, path));
            parser.nextToken();
            fields.put(key, read(file, parser, path));
        }
        return new Fields(place, fields, keys);
    }

    private static Place place(String file, JsonParser parser, String path) {
        JsonLocation at = parser.currentTokenLocation();
        return new Place(file, at.getLineNr(), at.getColumnNr(), path);
    }
}
