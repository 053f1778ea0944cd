package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands that ask a running agent have in common. */
abstract class Asking implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "${env:MURMUR_API:-http://127.0.0.1:7947}",
            description = "Where the agent's API is (default: ${DEFAULT-VALUE}).")
    private String api = "";

    @Option(names = "--json", description = "Print JSON, as the API answers it.")
    private boolean json;

    Client client() {
        return new Client(api);
    }

    boolean json() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Prints what was answered: as it is, or for people. */
    <T> T show(String answer, Class<T> type, Shape<T> forPeople) {
        T document = Json.read(answer, type);
        if (json) {
            out().println(answer);
        } else {
            forPeople.print(document, out());
        }
        return document;
    }

    /** How people read a document. */
    interface Shape<T> {
        void print(T document, PrintWriter out);
    }
}
