package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Json;
import io.murmur.sidecar.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks an agent through its API; whatever is not an answer becomes a {@link Failure} in words. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;

    Client(String api) {
        base = api.endsWith("/") ? api.substring(0, api.length() - 1) : api;
    }

    /** A key or parameter as part of an address. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String get(String path) {
        return text(request(path).GET());
    }

    /** The answer, whatever its status. */
    HttpResponse<byte[]> look(String path) {
        return send(request(path).GET());
    }

    byte[] bytes(String path) {
        return good(
                send(request(path).header("Accept", "application/octet-stream").GET()));
    }

    String put(String path, byte[] body) {
        return text(request(path).PUT(BodyPublishers.ofByteArray(body)));
    }

    String delete(String path) {
        return text(request(path).DELETE());
    }

    /** An answer without end. */
    InputStream stream(String path, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).GET();
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw failure(response.statusCode(), response.body().readAllBytes());
            }
            return response.body();
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.NO, "interrupted");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).timeout(PATIENCE);
    }

    private URI address(String path) {
        try {
            return URI.create(base + path);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.MISUSE, "not an address of an API: " + base);
        }
    }

    private String text(HttpRequest.Builder request) {
        return new String(good(send(request)), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable();
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.MISUSE, "not an address of an API: " + base);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Failure.NO, "interrupted");
        }
    }

    private static byte[] good(HttpResponse<byte[]> response) {
        if (response.statusCode() >= 300) {
            throw failure(response.statusCode(), response.body());
        }
        return response.body();
    }

    private static Failure failure(int status, byte[] body) {
        try {
            Problem problem = Json.read(new String(body, StandardCharsets.UTF_8), Problem.class);
            return new Failure(Failure.NO, problem.title() + ": " + problem.detail());
        } catch (IllegalArgumentException e) {
            return new Failure(Failure.NO, "the API answered " + status + ", is this a Murmur agent?");
        }
    }

    private Failure unreachable() {
        return new Failure(
                Failure.UNREACHABLE,
                "no agent answers at " + base + "; start one with `murmur agent`, or say --api where it is");
    }
}
