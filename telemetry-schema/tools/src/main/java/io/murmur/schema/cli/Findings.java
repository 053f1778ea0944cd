package io.murmur.schema.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmur.schema.registry.Change;
import io.murmur.schema.registry.Place;
import io.murmur.schema.registry.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command prints what it found: a line each for people and editors, or JSON for programs. */
final class Findings {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    boolean json() {
        return json;
    }

    /** Prints what is wrong with the registry of a folder. */
    void problems(PrintWriter out, Path folder, List<Problem> problems) {
        ArrayNode found = MAPPER.createArrayNode();
        for (Problem problem : problems) {
            if (json) {
                place(found.addObject(), folder, problem.place()).put("message", problem.message());
            } else {
                out.println(at(folder, problem.place()) + ": " + problem.message());
            }
        }
        print(out, "problems", found);
    }

    /** Prints in what a registry differs from an earlier one. */
    void changes(PrintWriter out, Path before, Path now, List<Change> changes) {
        ArrayNode found = MAPPER.createArrayNode();
        for (Change change : changes) {
            Path folder = change.gone() ? before : now;
            if (json) {
                place(found.addObject(), folder, change.place())
                        .put("message", change.message())
                        .put("breaking", change.breaking());
            } else {
                out.println(
                        at(folder, change.place()) + ": " + (change.breaking() ? "breaking: " : "") + change.message());
            }
        }
        print(out, "changes", found);
    }

    /** Prints the names of files. */
    void files(PrintWriter out, String key, List<String> names) {
        if (json) {
            ArrayNode found = MAPPER.createArrayNode();
            names.forEach(found::add);
            print(out, key, found);
        } else {
            names.forEach(out::println);
        }
    }

    private void print(PrintWriter out, String key, ArrayNode found) {
        if (json) {
            out.println(MAPPER.createObjectNode().set(key, found).toPrettyString());
        }
    }

    private static ObjectNode place(ObjectNode node, Path folder, Place place) {
        return node.put("file", folder.resolve(place.file()).toString()).put("line", place.line());
    }

    private static String at(Path folder, Place place) {
        return folder.resolve(place.file()) + ":" + place.line();
    }
}
