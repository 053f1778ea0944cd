package io.murmur.sidecar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sidecar.api.ApiServer;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.run.Sidecar;
import io.murmur.sidecar.security.Keyring;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MurmurIT {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theCommandsWorkOnARunningAgent() throws Exception {
        Config.Api api = Config.DEFAULT.api();
        Config config = Config.DEFAULT
                .with(new Config.Agent(
                        "cli",
                        new HostPort("127.0.0.1", 0),
                        "",
                        List.of(),
                        Config.DEFAULT.agent().leave()))
                .with(new Config.Api(
                        true,
                        new HostPort("127.0.0.1", 0),
                        false,
                        api.bodyMax(),
                        api.writeWait(),
                        16,
                        2,
                        api.heartbeat()));
        Keyring keyring = Keyring.of("cli", List.of(Keyring.generate(new SecureRandom())));
        try (Sidecar sidecar = Sidecar.start(config, keyring, "test", List.of())) {
            ApiServer served = sidecar.api();
            assertNotNull(served);
            String address = "http://127.0.0.1:" + served.bound().getPort();
            assertEquals("", expect(1, address, "get", "greeting"));
            assertTrue(expect(0, address, "put", "greeting", "hello you").startsWith("greeting written"));
            assertEquals("hello you\n", expect(0, address, "get", "greeting"));
            assertTrue(expect(0, address, "list", "--json").contains("\"value\":\"hello you\""));
            assertTrue(expect(0, address, "members").contains("cli *"));
            assertTrue(expect(0, address, "proof", "greeting", "--verify").contains("signed by its owner"));
            assertTrue(expect(0, address, "proof", "greeting", "--under", "swarm", "--verify")
                    .contains("signed by its owner"));
            assertTrue(expect(0, address, "put", "greeting", "dear mates", "--scope", "group")
                    .startsWith("greeting written"));
            assertEquals("dear mates\n", expect(0, address, "get", "greeting", "--scope", "group"));
            assertEquals("hello you\n", expect(0, address, "get", "greeting"));
            assertTrue(expect(0, address, "proof", "greeting", "--scope", "group", "--verify")
                    .contains("dear mates"));
            assertTrue(expect(0, address, "list", "--scope", "group").contains("dear mates"));
            assertTrue(
                    expect(0, address, "delete", "greeting", "--scope", "group").startsWith("greeting deleted"));
            String wrong = "00".repeat(32);
            assertTrue(expect(1, address, "proof", "greeting", "--root", wrong).contains("NOT PROVED"));
            assertTrue(expect(0, address, "convergence", "greeting").contains("of the swarm"));
            assertTrue(expect(0, address, "health").startsWith("ready"));
            assertTrue(expect(0, address, "version").contains("agent  test"));
            assertTrue(expect(0, address, "delete", "greeting").startsWith("greeting deleted"));
            assertEquals("", expect(2, address, "put", "greeting"));
        }
        assertEquals("", expect(3, "http://127.0.0.1:1", "members"));
        assertTrue(err.toString().contains("no agent answers"));
    }

    @Test
    void theShippedConfigurationIsPrintedAndGood() {
        assertEquals(0, run("agent", "--print-config"));
        assertTrue(out.toString().contains("newsInterval: 5ms"));
        assertEquals(0, run("agent", "--check-config"));
    }

    @Test
    void anAgentWithoutAKeySaysHowToGetOne() {
        assertEquals(2, run("agent", "--bind", "127.0.0.1:0"));
        assertTrue(err.toString().contains("--dev-key"), err.toString());
    }

    private String expect(int code, String address, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--api");
        line.add(address);
        out.getBuffer().setLength(0);
        assertEquals(code, run(line.toArray(new String[0])), () -> String.join(" ", words) + ": " + err);
        return out.toString();
    }

    private int run(String... words) {
        return Murmur.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }
}
