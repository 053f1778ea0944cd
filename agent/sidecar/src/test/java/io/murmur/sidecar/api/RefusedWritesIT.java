package io.murmur.sidecar.api;

import static io.murmur.sidecar.api.Requests.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.sidecar.config.ConfigReader;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An agent that cannot take a write says so, and is as it was before. */
class RefusedWritesIT {
    private static final String ANYWHERE = """
            agent: {bind: "127.0.0.1:0"}
            api: {bind: "127.0.0.1:0"}
            """;

    private static Sidecar start(String settings) throws Exception {
        Keyring keyring = Keyring.of("it", List.of(Keyring.generate(new SecureRandom())));
        return Sidecar.start(ConfigReader.read("tiny.yaml", ANYWHERE + settings, Map.of()), keyring, "test", List.of());
    }

    private static String kind(HttpResponse<String> response, int status) {
        return assertProblem(status, response).type().replace("urn:murmur:problem:", "");
    }

    private static void assertWritten(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
    }

    /** A day's rounds: what is written waits to be passed on for longer than the test runs. */
    @Test
    void anAgentWhoseNewsWaitsIsBusyAndSaysWhenToTryAgain() throws Exception {
        try (Sidecar sidecar = start("gossip: {interval: 1d, newsInterval: 1d, hotInterval: 1d, newsMax: 2}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "1"));
            assertWritten(api.put("/v1/entries/two", "2"));
            String before = api.root();
            for (HttpResponse<String> refused : List.of(
                    api.put("/v1/entries/three", "3"),
                    api.put("/v1/entries/one", "another"),
                    api.put("/v1/entries/long", "x".repeat(20_000)),
                    api.delete("/v1/entries/two"))) {
                assertEquals("busy", kind(refused, 429));
                assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
            }
            assertEquals(before, api.root());
            assertEquals(404, api.get("/v1/entries/three").statusCode());
        }
    }

    @Test
    void aFullStateTakesNothingNewButWhatReplacesSomething() throws Exception {
        try (Sidecar sidecar = start("limits: {entries: 2}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "1"));
            assertWritten(api.put("/v1/entries/two", "2"));
            assertFull(api, "/v1/entries/three", 1);
            assertWritten(api.put("/v1/entries/one", "another"));
            assertWritten(api.delete("/v1/entries/two"));
            assertFull(api, "/v1/entries/three", 1);
        }
    }

    @Test
    void soDoesOneWhoseBytesAreUsedUp() throws Exception {
        try (Sidecar sidecar = start("limits: {state: 600B}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "x".repeat(300)));
            assertFull(api, "/v1/entries/two", 300);
            assertWritten(api.put("/v1/entries/one", "x"));
            assertWritten(api.put("/v1/entries/two", "x".repeat(300)));
        }
    }

    @Test
    void valuesByReferenceHaveABoundOfTheirOwn() throws Exception {
        try (Sidecar sidecar = start("limits: {value: 100B, contents: 300B}")) {
            Requests api = Requests.to(sidecar);
            assertWritten(api.put("/v1/entries/one", "x".repeat(200)));
            assertFull(api, "/v1/entries/two", 200);
            assertWritten(api.put("/v1/entries/two", "short"));
            assertEquals(200, api.raw("/v1/entries/one").length);
        }
    }

    /** A new key is refused for want of room, and leaves no trace. */
    private static void assertFull(Requests api, String path, int bytes) throws IOException, InterruptedException {
        String before = api.root();
        assertEquals("full", kind(api.put(path, "y".repeat(bytes)), 507));
        assertEquals(before, api.root());
        assertEquals(404, api.get(path).statusCode());
    }
}
