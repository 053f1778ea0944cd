package io.murmur.sidecar.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events, read one by one; waits for each. */
final class Events implements AutoCloseable {
    private final InputStream stream;
    private final BufferedReader lines;

    /** One of them. */
    record Event(String name, String id, String data) {}

    Events(HttpClient http, HttpRequest.Builder request, @Nullable String lastId)
            throws IOException, InterruptedException {
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        stream = http.send(request.GET().build(), BodyHandlers.ofInputStream()).body();
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    Event next() throws IOException {
        String name = field("event: ");
        String id = field("id: ");
        String data = field("data: ");
        lines.readLine();
        return new Event(name, id, data);
    }

    private String field(String prefix) throws IOException {
        String line = lines.readLine();
        assertTrue(line != null && line.startsWith(prefix), "expected " + prefix + ", got " + line);
        return String.valueOf(line).substring(prefix.length());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
