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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void aReplayIsTheSameRunAndShowsWhatItsAgentsDid(@TempDir Path folder) {
        String file = folder.resolve("out.json").toString();
        assertEquals(0, run("--agents", "60", "--loss", "0.1", "--seed", "5", "--json", file), out::toString);
        assertEquals(0, run("replay", "--of", file, "--agents", "3,40..41", "--rounds", "0..2"), out::toString);

        assertTrue(out.toString().contains("The same run: hash "), out::toString);
        for (String agent : List.of("agent 3 ", "agent 40 ", "agent 41 ")) {
            assertTrue(out.toString().matches("(?s).*round [012] +" + agent + " *gossip round.*"), out::toString);
        }
    }

    @Test
    void aReplayOfOneOfSeveralRunsIsFoundByItsSeed(@TempDir Path folder) {
        String file = folder.resolve("out.json").toString();
        assertEquals(0, run("--agents", "60", "--runs", "3", "--json", file), out::toString);
        assertEquals(0, run("replay", "--of", file, "--seed", "3", "--agents", "0", "--rounds", "1"), out::toString);
        assertTrue(out.toString().contains("The same run: hash "), out::toString);
        assertEquals(2, run("replay", "--of", file, "--seed", "4", "--agents", "0", "--rounds", "1"));
    }

    @Test
    void anotherRunThanTheOneAskedForIsNoSuccess() {
        String[] command = {
            "replay", "--swarm", "50", "--seed", "2", "--agents", "1", "--rounds", "1", "--hash", "0123456789abcdef"
        };
        assertEquals(1, run(command));
        assertTrue(out.toString().contains("ANOTHER RUN"), out::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--tracing off --otlp http://127.0.0.1:1",
                "--tracing everything",
                "--spans 2",
                "replay --rounds 1",
                "replay --agents 1 --rounds 3..1 --swarm 9",
                "replay --agents 9 --rounds 1 --swarm 9",
                "replay --agents x --rounds 1 --swarm 9",
                "replay --agents 1 --rounds 1 --swarm 9 --hash abc",
                "replay --agents 1 --rounds 1 --of no/such/file.json",
                "--seed 2 replay --agents 1 --rounds 1 --swarm 9"
            })
    void aCommandThatMakesNoSenseIsToldSo(String command) {
        assertEquals(2, run(command.split(" ")), out::toString);
    }
}
