package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmur.sidecar.run.Dashboards.Query;
import io.murmur.sidecar.run.OtlpReceiver.Told;
import io.murmur.sidecar.run.ProcessSwarm.Member;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One chain as a user has it: five agents, the real Collector, the real Prometheus, the queries of the dashboards. There
 * are some writes, and one agent is killed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChainIT {
    private static final List<String> NAMES = List.of("ada", "ben", "cleo", "dan", "eve");
    private static final int VICTIM = 3;
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final int WRITES = 20;

    /** What needs a mishap, a tree of more than one group or hours to be told of; all others must have been. */
    private static final Set<String> UNTOLD = Set.of(
            "murmur_content_fetches_total",
            "murmur_gossip_repairs_total",
            "murmur_hierarchy_refusals_total",
            "murmur_agent_awareness_changes_total",
            "murmur_leader_resignations_total",
            "murmur_membership_refutations_total",
            "murmur_membership_removals_total",
            "murmur_multicast_abandonments_total",
            "murmur_multicast_announcements_total",
            "murmur_multicast_entries_total",
            "murmur_network_throttles_total",
            "murmur_state_collected_total",
            "murmur_wire_refusals_total");

    @TempDir
    private static Path folder = Path.of("");

    private static final List<AutoCloseable> PARTS = new ArrayList<>();
    private static OtlpReceiver receiver;
    private static Prometheus prometheus;
    private static ProcessSwarm swarm;
    private static @Nullable Weaver weaver;

    @BeforeAll
    static void start() throws Exception {
        Program.onThePath("prometheus");
        receiver = part(new OtlpReceiver());
        Collector collector = part(new Collector(folder));
        List<String> more = new ArrayList<>(List.of(Collector.onwards(receiver.endpoint())));
        if (Weaver.installed()) {
            weaver = part(Weaver.start(folder));
            more.add(weaver.onwards("otlp_http/onwards"));
        }
        collector.start(more.toArray(String[]::new));
        prometheus = part(Prometheus.start(folder, collector.metricsPort()));
        swarm = part(ProcessSwarm.start(folder, collector.endpoint(), NAMES));
        // a rate is between two points: what is told once only has none
        write();
        prometheus.program().await("all hold all", ChainIT::allHoldAll);
        write();
        assertEquals(200, swarm.members().getFirst().delete("key-0"));
        prometheus
                .program()
                .await("a count of the swarm", () -> swarm.members().getFirst().get("/v1/count") == 200);
        assertEquals(200, swarm.members().getLast().put("key-1", "followed", "traceparent", TRACEPARENT));
        // whoever is killed tells nothing that it has not told
        receiver.await("the write and who applied it", () -> trace().size() >= NAMES.size() + 1);
        swarm.members().get(VICTIM).program().kill();
    }

    private static void write() throws Exception {
        for (int i = 0; i < WRITES; i++) {
            assertEquals(200, swarm.members().get(i % NAMES.size()).put("key-" + i, "value"));
        }
    }

    private static boolean allHoldAll() throws Exception {
        return instances("murmur_state_size == " + WRITES).equals(ids(swarm.members()));
    }

    private static <T extends AutoCloseable> T part(T part) {
        PARTS.addFirst(part);
        return part;
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : PARTS) {
            part.close();
        }
    }

    @Test
    void theTraceOfOneWriteReachesAllFiveBehindTheCollector() {
        List<Told> all = trace();
        assertEquals(ids(swarm.members()), all.stream().map(Told::agent).collect(Collectors.toSet()));
        Told create = all.stream()
                .filter(told -> told.span().getKind() == SpanKind.SPAN_KIND_PRODUCER)
                .findFirst()
                .orElseThrow();
        List<Told> applied = all.stream()
                .filter(told -> told.span().getKind() == SpanKind.SPAN_KIND_CONSUMER)
                .toList();
        assertEquals(NAMES.size() - 1, applied.size());
        for (Told process : applied) {
            assertEquals(create.id(), process.parent());
            assertEquals(create.span().getSpanId(), process.span().getLinks(0).getSpanId());
        }
    }

    private static List<Told> trace() {
        return receiver.spans().stream()
                .filter(told -> told.trace().equals(TRACE))
                .toList();
    }

    private static Set<String> ids(List<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theFourSeeThatOneIsDead() throws Exception {
        String dead = "murmur_membership_size{murmur_member_state=\"dead\"} == 1";
        prometheus.program().await("the dead one", () -> instances(dead).equals(ids(swarm.running())));
    }

    private static Set<String> instances(String expression) throws Exception {
        return prometheus.query(expression).stream()
                .map(sample -> sample.label("instance"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPanelOfEveryDashboardShowsData() throws Exception {
        List<Query> queries = Dashboards.queries();
        assertTrue(queries.size() > 60, "all dashboards");
        prometheus.program().awaitNone("panels that show something", () -> {
            List<String> empty = new ArrayList<>();
            for (Query query : queries) {
                if (prometheus.query(query.expression()).isEmpty()) {
                    empty.add(query.toString());
                }
            }
            return empty;
        });
        for (String choice : Dashboards.choices()) {
            assertTrue(prometheus.get(choice).size() > 0, choice);
        }
    }

    @Test
    void theDashboardsAskForNothingThatIsCalledOtherwise() throws Exception {
        Set<String> asked = new TreeSet<>();
        Dashboards.queries().forEach(query -> asked.addAll(query.metrics()));
        asked.removeAll(UNTOLD);
        prometheus.program().awaitNone("metrics that are told", () -> {
            Set<String> untold = new TreeSet<>(asked);
            prometheus.get("/api/v1/label/__name__/values").forEach(name -> untold.remove(name.asText()));
            return untold;
        });
    }

    @Test
    void rulesAreEvaluatedAndTheDeadAgentIsAboutToBeTold() throws Exception {
        prometheus.program().awaitNone("rules that work", () -> {
            List<String> wrong = new ArrayList<>();
            for (JsonNode group : prometheus.get("/api/v1/rules").get("groups")) {
                for (JsonNode rule : group.get("rules")) {
                    if (!isWell(rule)) {
                        wrong.add(rule.toString());
                    }
                }
            }
            return wrong;
        });
        prometheus.program().await("an alert that is due", () -> {
            JsonNode alerts = prometheus.get("/api/v1/alerts").get("alerts");
            return alerts.findValuesAsText("alertname").contains("MurmurMembersDead");
        });
    }

    /** Whether a rule was evaluated without an error, and what it records is there. */
    private static boolean isWell(JsonNode rule) throws Exception {
        boolean recorded = !rule.get("type").asText().equals("recording")
                || !prometheus.query(rule.get("name").asText()).isEmpty();
        return recorded && rule.get("health").asText().equals("ok");
    }

    @Test
    void anExemplarLeadsFromAMetricToATrace() throws Exception {
        String asked = "/api/v1/query_exemplars?start=0&end=4000000000&query="
                + Prometheus.encoded("murmur_gossip_propagation_delay_seconds_bucket");
        prometheus.program().await("an exemplar of a trace that was told", () -> {
            Set<String> told = receiver.spans().stream().map(Told::trace).collect(Collectors.toSet());
            return prometheus.get(asked).findValuesAsText("trace_id").stream().anyMatch(told::contains);
        });
    }

    /** Late: only who has stopped counts no further. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void whatTheCollectorCountsOfSpansIsWhatAgentsCounted() throws Exception {
        List<Member> remaining = swarm.running();
        assertEquals(NAMES.size() - 1, remaining.size());
        swarm.leave();
        prometheus.program().awaitNone("counts that agree", () -> {
            List<String> different = new ArrayList<>();
            for (Red red : Red.ALL) {
                for (Member member : remaining) {
                    red.difference(prometheus, member.id()).ifPresent(different::add);
                }
            }
            return different;
        });
    }

    /** The last, to see everything. */
    @Test
    @Order(Integer.MAX_VALUE)
    void weaverSeesFiveAgentsBehindTheCollectorAndFindsNoViolation() throws Exception {
        assumeTrue(weaver != null, Weaver.missing());
        Weaver listening = Objects.requireNonNull(weaver);
        listening.stop();
        assertEquals(ids(swarm.members()), listening.agents());
    }
}
