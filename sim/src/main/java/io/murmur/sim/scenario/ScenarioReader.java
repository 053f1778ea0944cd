package io.murmur.sim.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.murmur.hierarchical.wire.Ids;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.network.Latency;
import io.murmur.sim.network.Regions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads scenarios from YAML, strictly: what it does not know is an error, with its place and what was expected. */
public final class ScenarioReader {
    /** The scenarios that come with the simulator. */
    public static final List<String> READY = List.of(
            "calm",
            "lossy-10",
            "partition-heals",
            "one-way-partition",
            "crash-and-restart",
            "forms-from-seeds",
            "delete-and-collect",
            "delete-while-parted",
            "sustained-updates",
            "busy-writers",
            "hostile-datagrams",
            "duplicates-and-reordering",
            "tree-calm",
            "tree-lossy-5",
            "tree-leaders-crash",
            "tree-leaders-crash-30",
            "tree-sustained",
            "tree-zone-cut",
            "tree-grows",
            "tree-grows-deep",
            "tree-grows-large",
            "tree-labelled-regions",
            "tree-distant-regions",
            "tree-cold-start",
            "tree-one-seed",
            "tree-halves",
            "tree-shrinks",
            "tree-zone-outage");

    private static final List<String> FAULTS =
            List.of("crash", "restart", "partition", "cut", "loss", "join", "leave", "hostile");
    private static final int AGENTS_MAX = 1 << 24;
    private static final int ROUNDS_MAX = 1_000_000;
    private static final int VALUE_BYTES_MAX = 16 * 1_024;
    private static final int FANOUT_MAX = 31;
    private static final double MILLIS_MAX = 60_000;

    private ScenarioReader() {}

    /** Reads the file of that name, or the ready scenario. */
    public static Scenario read(String nameOrFile) {
        try (InputStream ready = ScenarioReader.class.getResourceAsStream("/scenarios/" + nameOrFile + ".yaml")) {
            Path file = Path.of(nameOrFile);
            if (ready != null) {
                return parse(nameOrFile, nameOrFile, new String(ready.readAllBytes(), UTF_8));
            }
            if (Files.isRegularFile(file)) {
                return parse(nameOrFile, nameOrFile, Files.readString(file));
            }
        } catch (IOException broken) {
            throw new ScenarioException(nameOrFile + ": cannot be read", broken);
        }
        throw new ScenarioException(
                nameOrFile + ": expected a file, or one of the ready scenarios " + String.join(", ", READY));
    }

    /** Reads a text. */
    static Scenario parse(String name, String file, String text) {
        Section root = Section.of(YamlNode.parse(file, text));
        int agents = (int) root.whole("agents", 100, 1, AGENTS_MAX);
        try {
            Scenario scenario = new Scenario(
                    name,
                    agents,
                    (int) root.whole("places", agents, agents, AGENTS_MAX),
                    root.word("bootstrap", "known", List.of("known", "seeds")).equals("known")
                            ? Bootstrap.KNOWN
                            : Bootstrap.SEEDS,
                    root.word("topology", "flat", List.of("flat", "hierarchical"))
                                    .equals("flat")
                            ? Topology.FLAT
                            : Topology.HIERARCHICAL,
                    (int) root.whole("fanout", 3, 0, FANOUT_MAX),
                    root.word("timing", "lockstep", List.of("lockstep", "network"))
                                    .equals("lockstep")
                            ? TimingKind.LOCKSTEP
                            : TimingKind.NETWORK,
                    root.whole("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                    (int) root.whole("roundsMax", 100, 1, ROUNDS_MAX),
                    tuning(root.section("settings")),
                    network(root.section("network")),
                    workload(root.section("workload")),
                    root.sections("faults").stream().map(ScenarioReader::fault).toList(),
                    expectations(root.section("expectations")));
            root.end();
            return scenario;
        } catch (IllegalArgumentException impossible) {
            throw new ScenarioException(file + ": expected something possible: " + impossible.getMessage(), impossible);
        }
    }

    private static Tuning tuning(Section section) {
        Tuning tuning = new Tuning(
                section.whole("tombstoneMillis", 0, 0, Integer.MAX_VALUE),
                section.whole("newsMax", 0),
                section.whole("payloadsMax", 0),
                section.whole("datagramsMax", 0),
                (int) section.whole("groupMax", 0, 0, Ids.MAX));
        section.end();
        return tuning;
    }

    private static Network network(Section section) {
        Latency latency = latency(section, Network.LAN.latency());
        Network network = new Network(
                section.share("loss"),
                section.share("duplication"),
                section.share("reordering"),
                latency,
                section.has("regions") ? regions(section.section("regions"), latency) : Regions.one(latency));
        section.end();
        return network;
    }

    private static Regions regions(Section section, Latency within) {
        Regions regions = new Regions(
                (int) section.whole("count", 1, 1, AGENTS_MAX),
                (int) section.whole("block", 1, 1, AGENTS_MAX),
                section.flag("labelled", false),
                latency(section, within));
        section.end();
        return regions;
    }

    private static Latency latency(Section section, Latency otherwise) {
        return section.has("latency") ? latency(section.section("latency")) : otherwise;
    }

    private static Latency latency(Section section) {
        String kind = section.word("kind", "log-normal", List.of("constant", "uniform", "log-normal"));
        Latency latency = switch (kind) {
            case "constant" -> new Latency.Constant(nanos(section, "millis", 1));
            case "uniform" -> new Latency.Uniform(nanos(section, "leastMillis", 1), nanos(section, "mostMillis", 10));
            default -> new Latency.LogNormal(nanos(section, "medianMillis", 1), nanos(section, "p99Millis", 10));
        };
        section.end();
        return latency;
    }

    private static long nanos(Section section, String key, double otherwise) {
        return Math.round(section.number(key, otherwise, MILLIS_MAX) * 1e6);
    }

    private static Workload workload(Section section) {
        int from = section.whole("from", 0);
        Workload workload = new Workload(
                from,
                (int) section.whole("to", from, from, ROUNDS_MAX),
                section.whole("perRound", 1),
                (int) section.whole("valueBytes", Workload.VALUE_BYTES, 0, VALUE_BYTES_MAX),
                section.whole("keys", 0),
                section.share("deletes"));
        section.end();
        return workload;
    }

    private static Fault fault(Section section) {
        if (!section.has("kind")) {
            throw section.place().expected("a kind: one of " + String.join(", ", FAULTS));
        }
        String kind = section.word("kind", "crash", FAULTS);
        Fault fault = switch (kind) {
            case "crash" -> crash(section);
            case "restart" -> new Fault.Restart(at(section), section.flag("kept", false));
            case "leave" -> new Fault.Leave(at(section), section.share("share"));
            case "partition" ->
                new Fault.Partition(from(section), to(section), section.share("share"), section.flag("oneWay", false));
            case "cut" -> new Fault.CutOff(from(section), to(section));
            case "loss" -> new Fault.Loss(from(section), to(section), section.share("share"));
            case "join" ->
                new Fault.Join(
                        from(section),
                        to(section),
                        section.whole("perRound", 1),
                        section.share("share"),
                        section.flag("first", false));
            default -> new Fault.Hostile(from(section), to(section), section.whole("perRound", 1));
        };
        section.end();
        return fault;
    }

    private static Fault.Crash crash(Section section) {
        boolean spread = section.has("from") || section.has("to");
        if (spread && section.has("at")) {
            throw section.place().expected("either at, or from and to");
        }
        int from = spread ? from(section) : at(section);
        Fault.Victims of = switch (section.word("of", "agents", List.of("agents", "leaders", "zone"))) {
            case "leaders" -> Fault.Victims.LEADERS;
            case "zone" -> Fault.Victims.ZONE;
            default -> Fault.Victims.AGENTS;
        };
        int to = spread ? to(section) : from + 1;
        return new Fault.Crash(from, to, section.share("share"), section.whole("count", 0), of);
    }

    private static int at(Section section) {
        return section.whole("at", 0);
    }

    private static int from(Section section) {
        return section.whole("from", 0);
    }

    private static int to(Section section) {
        int from = from(section);
        return (int) section.whole("to", from + 1L, from, ROUNDS_MAX);
    }

    private static Expectations expectations(Section section) {
        Expectations expectations = new Expectations(
                section.flag("heldByAllLive", true),
                section.whole("convergedWithinRounds", 0),
                section.whole("heldWithinRounds", 0),
                section.flag("noLiveDeclaredDead", false),
                section.whole("deadKnownWithinRounds", 0),
                section.whole("allKnownWithinRounds", 0),
                section.whole("keysGoneWithinRounds", 0),
                section.whole("keysStayGoneForRounds", 0),
                section.whole("groupsWithinRounds", 0),
                section.whole("oneTreeWithinRounds", 0),
                section.share("nearbyMates"),
                section.flag("noWriteLost", false));
        section.end();
        return expectations;
    }
}
