package io.murmur.sidecar.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.murmur.sidecar.api.Documents.HealthDocument;
import io.murmur.sidecar.run.Sidecar;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of its agent, over HTTP.
 *
 * @param address where the agent's API is
 */
record Requests(InetSocketAddress address) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Requests to(Sidecar sidecar) {
        ApiServer api = sidecar.api();
        assertNotNull(api);
        return new Requests(api.bound());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    byte[] raw(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Accept", "application/octet-stream").build();
        return HTTP.send(request, BodyHandlers.ofByteArray()).body();
    }

    HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    Events events(String path, @Nullable String lastId) throws IOException, InterruptedException {
        return new Events(HTTP, request(path), lastId);
    }

    /** What the agent's state hashes to. */
    String root() throws IOException, InterruptedException {
        return Json.read(get("/v1/health").body(), HealthDocument.class).root();
    }

    /** A refusal is a problem document, and says why. */
    static Problem assertProblem(int status, HttpResponse<String> response) {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        Problem problem = Json.read(response.body(), Problem.class);
        assertEquals(status, problem.status());
        return problem;
    }
}
