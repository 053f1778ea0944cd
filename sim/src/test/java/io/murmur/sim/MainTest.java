package io.murmur.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.murmur.telemetry.Build;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class MainTest {
    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return Main.command()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }

    @Test
    void saysWhichBuildItIs() {
        assertEquals(0, run("--version"), out::toString);
        assertEquals("murmur " + Build.VERSION, out.toString().strip());
        assertTrue(Build.VERSION.matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), Build.VERSION);
    }

    @Test
    void tellsAReceiverWhatTheAgentsDoAndWhoSaysSo() throws IOException {
        Map<String, String> heard = new ConcurrentHashMap<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            heard.merge(exchange.getRequestURI().getPath(), body, String::concat);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort();
            assertEquals(0, run("--agents", "50", "--otlp", url, "--spans", "1", "--no-progress"), out::toString);
        } finally {
            receiver.stop(0);
        }
        assertTrue(heard.keySet().containsAll(Set.of("/v1/traces", "/v1/metrics")), heard.keySet()::toString);
        heard.values().forEach(body -> assertTrue(body.contains(Build.VERSION), "the version of the software"));
        assertTrue(heard.getOrDefault("/v1/metrics", "").contains("murmur.gossip.rounds"));
    }
}
