package io.murmur.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.protocol.host.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    @Test
    void shippedFileSetsEveryKnobToItsDefault() throws ConfigException {
        assertEquals(Config.DEFAULT, read(ConfigReader.documented()));
    }

    @Test
    void shippedFileNamesEveryKnobThatExistsWithACommentAbove() {
        List<String> knobs = new ArrayList<>();
        ConfigReader.paths(Config.DEFAULT, "", knobs);
        List<String> documented = new ArrayList<>();
        String section = "";
        boolean comment = false;
        for (String line : ConfigReader.documented().lines().toList()) {
            if (line.matches("[a-z]\\w*:")) {
                section = line.replace(":", "");
            } else if (line.matches("  \\w+: .*")) {
                documented.add(section + "." + line.strip().replaceAll(":.*", ""));
                assertTrue(comment || line.contains("sendBuffer"), "a comment stands above: " + line);
            }
            comment = line.strip().startsWith("#");
        }
        assertEquals(knobs, documented);
    }

    @Test
    void inATreeAnAgentSendsNoMoreThanTheTreesBounds() throws ConfigException {
        Allowance flat = read("transport:\n  datagramsMax: 900\n").settings().allowance();
        assertEquals(900, flat.datagramsMax());
        assertEquals(900, flat.payloadsMax());
        Allowance tree = read("swarm:\n  topology: hierarchical\ntree:\n  payloadsMax: 10\n  datagramsMax: 16\n")
                .settings()
                .allowance();
        assertEquals(16, tree.datagramsMax());
        assertEquals(10, tree.payloadsMax());
        assertEquals(2, tree.kept());
    }

    @Test
    void anEmptyFileAndAnEmptySectionMeanTheDefaults() throws ConfigException {
        assertEquals(Config.DEFAULT, read(""));
        assertEquals(Config.DEFAULT, read("gossip:\nagent:\n  name:\n"));
    }

    @Test
    void aMisspeltKeyIsToldWithItsPlaceAndTheNearestKnownOne() {
        assertEquals(
                "test.yaml:2:3: gossip.fanot: unknown, did you mean \"fanout\"?", problem("gossip:\n  fanot: 3\n"));
    }

    @Test
    void aWrongValueIsToldWithItsPlaceAndWhatWasExpected() {
        assertEquals(
                "test.yaml:2:13: gossip.interval: expected a duration such as 200ms, 5s or 1h, found \"soon\"",
                problem("gossip:\n  interval: soon\n"));
        assertEquals(
                "test.yaml:2:11: gossip.fanout: expected a whole number, found \"three\"",
                problem("gossip:\n  fanout: three\n"));
        assertEquals(
                "test.yaml:2:12: transport.sockets: expected auto or nio or epoll, found \"tcp\"",
                problem("transport:\n  sockets: tcp\n"));
        assertEquals(
                "test.yaml:2:10: agent.join[0]: expected host:port, found \"here\"",
                problem("agent:\n  join: [here]\n"));
    }

    @Test
    void aValueOutOfRangeIsToldByItsSection() {
        String problem = problem("gossip:\n  fanout: 99\n");
        assertTrue(problem.startsWith("test.yaml:2:3: gossip: fanout must be 0 to"), problem);
    }

    @Test
    void aRetentionInWhichACutMayGoUnnoticedIsRefused() {
        String slow = problem(
                "swarm:\n  topology: hierarchical\ngossip:\n  tombstone: 40s\ntree:\n  vanished: 1m\n  orphan: 1m\n");
        assertTrue(slow.contains("gossip.tombstone must be at least 83800ms"), slow);
        String problem = problem("gossip:\n  tombstone: 20s\n");
        assertTrue(problem.contains("gossip.tombstone must be at least 30125ms"), problem);
    }

    @Test
    void aTreeIsConfiguredByNameAndItsSettingsReachTheKernel() throws ConfigException {
        Config config = read("""
                swarm:
                  topology: hierarchical
                gossip:
                  interval: 100ms
                tree:
                  groupMax: 16
                  groupMin: 4
                  lease: 3s
                """);
        assertTrue(config.hierarchical());
        assertEquals(16, config.hierarchy().formation().groupMax());
        assertEquals(3_000_000_000L, config.hierarchy().election().leaseNanos());
        assertEquals(100_000_000L, config.hierarchy().intervalNanos());
        assertEquals(0, config.settings().gossip().quietRounds());
        assertEquals(
                Config.DEFAULT.gossip().quietRounds(),
                Config.DEFAULT.settings().gossip().quietRounds());
        assertEquals(HierarchySettings.lan(), Config.DEFAULT.hierarchy());
    }

    @Test
    void aTreeThatCannotBeIsRefusedAndSaysWhy() {
        assertEquals(
                "test.yaml:2:13: swarm.topology: expected flat or hierarchical, found \"round\"",
                problem("swarm:\n  topology: round\n"));
        assertEquals("test.yaml:2:3: tree: groupMax must be 4 to 128", problem("tree:\n  groupMax: 129\n"));
        assertEquals("test.yaml:2:3: tree: priority must be 0 to 100", problem("tree:\n  priority: 101\n"));
        assertEquals(
                "test.yaml:2:3: tree: an election needs a lease of two heartbeats", problem("tree:\n  lease: 1s\n"));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        ConfigException all = assertThrows(
                ConfigException.class, () -> read("gossip:\n  fanot: 3\n  interval: soon\nswarms:\n  id: x\n"));
        assertEquals(3, all.problems().size(), all.getMessage());
    }

    @Test
    void whatIsNotYamlIsToldWithItsPlace() {
        assertTrue(problem("gossip: [1,\n").startsWith("test.yaml:1:11: not YAML"), problem("gossip: [1,\n"));
        assertTrue(problem("gossip:\n  fanout: 1\n  fanout: 2\n").contains("test.yaml:3"));
        assertTrue(problem("- a\n- b\n").contains("expected keys and values"));
    }

    @Test
    void aVariableOverridesTheFile() throws ConfigException {
        Map<String, String> environment = Map.of(
                "MURMUR_GOSSIP_NEWS_INTERVAL", "7ms",
                "MURMUR_AGENT_JOIN", "a:1, [::1]:2",
                "MURMUR_TRANSPORT_MTU", "1400B");
        Config config = ConfigReader.read("test.yaml", "gossip:\n  newsInterval: 9ms\n", environment);
        assertEquals(Span.parse("7ms"), config.gossip().newsInterval());
        assertEquals(
                List.of(new HostPort("a", 1), new HostPort("::1", 2)),
                config.agent().join());
        assertEquals(1_400, config.transport().mtu().bytes());
    }

    @Test
    void aWrongVariableIsToldByItsName() {
        ConfigException wrong = assertThrows(
                ConfigException.class,
                () -> ConfigReader.read("test.yaml", "", Map.of("MURMUR_GOSSIP_FANOUT", "many")));
        assertEquals(
                "MURMUR_GOSSIP_FANOUT: gossip.fanout: expected a whole number, found \"many\"", wrong.getMessage());
        ConfigException range = assertThrows(
                ConfigException.class, () -> ConfigReader.read("test.yaml", "", Map.of("MURMUR_GOSSIP_FANOUT", "99")));
        String message = String.valueOf(range.getMessage());
        assertTrue(message.startsWith("MURMUR_GOSSIP_FANOUT: gossip: fanout must be"), message);
    }

    @Test
    void aVariableThatSetsNothingIsNoticed() {
        Map<String, String> unused = ConfigReader.unused(Map.of("MURMUR_GOSIP_FANOUT", "3", "HOME", "/"));
        assertEquals(Map.of("MURMUR_GOSIP_FANOUT", "unknown, did you mean \"MURMUR_GOSSIP_FANOUT\"?"), unused);
    }

    @Test
    void keysAreNotPrinted() throws ConfigException {
        Config config = read("security:\n  keys: [c2VjcmV0]\n");
        assertTrue(!config.toString().contains("c2VjcmV0"));
    }

    private static Config read(String document) throws ConfigException {
        return ConfigReader.read("test.yaml", document, Map.of());
    }

    private static String problem(String document) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> read(document)).getMessage());
    }

    @Test
    void aFileThatSaysWhereSignalsGoIsNotContradicted() {
        String both = "telemetry: {configuration: otel.yaml, endpoint: 'http://127.0.0.1:4318'}";
        ConfigException refused = assertThrows(ConfigException.class, () -> read(both));
        assertTrue(String.valueOf(refused.getMessage()).contains("must be empty beside it"), refused.getMessage());
    }
}
