package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.Refusal;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurMetrics;
import io.murmur.schema.MurmurSchema;
import io.murmur.schema.testing.LiveCheck;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TelemetryTest {
    private static final long AGENT = 0x0f3a9c2e11d04b77L;
    private static final long NOW = 1_790_000_000_000_000_000L;
    private static final long SEED = 42;

    @RegisterExtension
    final LiveCheck live = new LiveCheck(new DerivedIds());

    @Test
    void everyKindOfEventOfTheProtocolItselfIsAmongTheSamples() {
        assertEquals(records(Event.class), kinds(EventSamples.all()));
    }

    @Test
    void everyKindOfEventOfTheHierarchyIsAmongTheSamples() {
        assertEquals(records(TreeEvent.class), kinds(TreeSamples.shapes()));
        assertEquals(records(ElectionEvent.class), kinds(TreeSamples.elections()));
        assertEquals(records(SpreadEvent.class), kinds(TreeSamples.spreads()));
    }

    private static Set<Class<?>> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .filter(Class::isRecord)
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> kinds(List<?> events) {
        return events.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void everyEventOfTheHierarchyIsCountedUnderItsOwnName() {
        for (Event event : TreeSamples.all()) {
            Tally tally = new Tally();
            tally.count(event);
            long counted = IntStream.range(0, Cells.COUNT)
                    .filter(cell -> tally.read(cell) > 0)
                    .count();
            assertTrue(counted > 0, event + " is in no metric");
        }
        try (Telemetry telemetry = telemetry(SpanPolicy.off())) {
            TreeSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));

            assertEquals(Refusal.values().length + TreeEvent.Reason.values().length + 1, refusals());
            assertEquals(1, sum(MurmurMetrics.MULTICAST_JOBS.name()));
            assertEquals(3, sum(MurmurMetrics.MULTICAST_ENTRIES.name()));
            assertEquals(2, sum(MurmurMetrics.MULTICAST_ABANDONMENTS.name()));
            assertEquals(16, sum(MurmurMetrics.MULTICAST_ANNOUNCEMENTS.name()));
            assertEquals(
                    Map.of(
                            "regrouping",
                            2L,
                            "division",
                            1L,
                            "merger",
                            1L,
                            "listing",
                            1L,
                            "update",
                            1L,
                            "loss",
                            1L,
                            "abandonment",
                            1L,
                            "referral",
                            1L),
                    by(MurmurAttributes.HIERARCHY_CHANGE, MurmurMetrics.HIERARCHY_CHANGES.name()));
            assertEquals(
                    Map.of("whole", 1L, "partial", 1L, "unanswered", 1L),
                    by(MurmurAttributes.COUNT_OUTCOME, MurmurMetrics.HIERARCHY_COUNTS.name()));
            Map<String, Long> steps = by(MurmurAttributes.ELECTION_STEP, MurmurMetrics.ELECTION_STEPS.name());
            assertEquals(4, steps.remove("stepped_down"), "one for each reason");
            assertEquals(Set.of(1L), Set.copyOf(steps.values()));
            assertEquals(9, steps.size());
        }
    }

    /** Each reason, counted once, is a series of its own. */
    private long refusals() {
        return points(MurmurMetrics.HIERARCHY_REFUSALS.name()).stream()
                .filter(point -> point.getValue() == 1)
                .count();
    }

    @Test
    void aWonElectionIsASpanAsLongAsTheCandidacyAndItsLogEventBelongsToIt() {
        try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
            TreeEvent won = new TreeEvent.Elected(1, TreeSamples.GROUP, new ElectionEvent.BecameLeader(4, 70_000));
            telemetry.record(AGENT, NOW, won);

            SpanData election = live.spans().getFirst();
            assertEquals("election", election.getName());
            assertEquals(70_000, election.getEndEpochNanos() - election.getStartEpochNanos());
            LogRecordData event = live.events().getFirst();
            assertEquals(election.getSpanId(), event.getSpanContext().getSpanId());
            assertEquals("7cc33f937410699f", event.getAttributes().get(MurmurAttributes.GROUP_ID));
        }
    }

    @Test
    void whatTheHierarchyOnlyCountsIsNoSpanAndWhatIsTellableIsOne() {
        try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
            TreeSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));

            assertEquals(
                    Set.of(
                            "election",
                            "change leadership",
                            "change regrouping",
                            "change division",
                            "change merger",
                            "change loss",
                            "change abandonment"),
                    live.spans().stream().map(SpanData::getName).collect(Collectors.toSet()));
            assertEquals(live.spans().size(), live.events().size());
        }
    }

    @Test
    void theWholeRegistryIsEmittedAndNothingElse() {
        FollowSettings following = new FollowSettings(.5, 1, 4);
        try (Telemetry telemetry = Telemetry.of(live.openTelemetry(), SpanPolicy.all(), following, SEED)) {
            EventSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));
            EventSamples.traced().forEach(event -> telemetry.record(AGENT, NOW, event));
            TreeSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));
            exerciseHost(telemetry);
            live.check(new AgentResource(AGENT, "cup", "kitchen", "1").resource());

            assertEquals(List.of(), live.coverage().missing());
            assertEquals(1.0, live.coverage().share());
        }
    }

    private static void exerciseHost(Telemetry telemetry) {
        telemetry.tally().sent(100);
        telemetry.tally().received(200);
        for (Loss loss : Loss.values()) {
            telemetry.tally().unsent(loss);
            telemetry.tally().dropped(50, loss);
        }
        telemetry.holds(new Holdings(3, 300, Map.of(Status.ALIVE, 2)));
    }

    @Test
    void everyEventIsCountedAndBecomesOneSpanWhereAllAreAskedFor() {
        try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
            List<Event> events = EventSamples.all();
            events.forEach(event -> telemetry.record(AGENT, NOW, event));

            assertEquals(events.size(), telemetry.tally().operations());
            assertEquals(events.size(), live.spans().size());
        }
    }

    @Test
    void noSpanIsMadeWhereNoneIsAskedFor() {
        try (Telemetry telemetry = telemetry(SpanPolicy.off())) {
            EventSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));

            assertEquals(List.of(), live.spans());
            assertFalse(live.events().isEmpty());
        }
    }

    @Test
    void bothEndsOfAnExchangeAreInOneTraceThoughNoDatagramCarriesIt() {
        try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
            telemetry.record(EventSamples.PEER, NOW, new Event.DigestAnswered(7, AGENT, Event.Agreement.SAME));
            telemetry.record(
                    AGENT, NOW + 9, new Event.ExchangeEnded(7, EventSamples.PEER, Event.Agreement.SAME, 1_000));

            SpanData client = span(SpanKind.CLIENT);
            SpanData server = span(SpanKind.SERVER);
            assertEquals(client.getTraceId(), server.getTraceId());
            assertEquals(client.getSpanId(), server.getParentSpanId());
            assertTrue(server.getParentSpanContext().isRemote());
            assertEquals(1_000, client.getEndEpochNanos() - client.getStartEpochNanos());
        }
    }

    @Test
    void whoAppliesAnEntryContinuesTheTraceOfItsWriter() {
        try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
            Entry entry = EventSamples.entry(AGENT, 99);
            telemetry.record(AGENT, NOW, new Event.EntryWritten(entry));
            telemetry.record(1, NOW + 5, new Event.EntryApplied(entry, AGENT, 1, 5));
            telemetry.record(2, NOW + 8, new Event.EntryApplied(entry, 1, 2, 8));

            String writer = span(SpanKind.PRODUCER).getSpanId();
            List<SpanData> all = live.spans();
            assertEquals(1, all.stream().map(SpanData::getTraceId).distinct().count());
            assertEquals(3, all.stream().map(SpanData::getSpanId).distinct().count());
            assertEquals(
                    2,
                    all.stream()
                            .filter(one -> one.getParentSpanId().equals(writer))
                            .count());
        }
    }

    @Test
    void aShareOfTracesIsTheSameShareAtBothEnds() {
        try (Telemetry telemetry = telemetry(SpanPolicy.share(0.25))) {
            for (int exchange = 0; exchange < 4_000; exchange++) {
                Event.Agreement same = Event.Agreement.SAME;
                telemetry.record(AGENT, NOW, new Event.ExchangeEnded(exchange, EventSamples.PEER, same, 1));
                telemetry.record(EventSamples.PEER, NOW, new Event.DigestAnswered(exchange, AGENT, same));
            }

            Set<String> traces = live.spans().stream().map(SpanData::getTraceId).collect(Collectors.toSet());
            assertEquals(2 * traces.size(), live.spans().size());
            assertEquals(1_000, traces.size(), 150);
        }
    }

    @Test
    void idsDependOnNothingButTheRun() {
        Set<String> ids = new HashSet<>();
        for (int run = 0; run < 2; run++) {
            try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
                EventSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));
                TreeSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));
            }
            live.spans().forEach(one -> ids.add(one.getTraceId() + one.getSpanId()));
        }

        assertTrue(2 * ids.size() <= live.spans().size());
    }

    @Test
    void aLogEventBelongsToTheSpanOfItsChange() {
        try (Telemetry telemetry = telemetry(SpanPolicy.all())) {
            telemetry.record(AGENT, NOW, new Event.MemberChanged(EventSamples.member(Status.DEAD), Status.SUSPECT));

            LogRecordData event = live.events().getFirst();
            assertEquals(
                    live.spans().getFirst().getSpanId(), event.getSpanContext().getSpanId());
            assertEquals(NOW, event.getTimestampEpochNanos());
            assertEquals("dead", event.getAttributes().get(MurmurAttributes.MEMBER_STATE));
        }
    }

    @Test
    void idsOfPeersGroupsAndEntriesAreOnNoMetric() {
        Set<String> personal = Set.of(
                MurmurAttributes.ENTRY_VERSION.getKey(),
                MurmurAttributes.ELECTION_TERM.getKey(),
                MurmurAttributes.CONTENT_HASH.getKey(),
                MurmurAttributes.AGENT_NAME.getKey());
        List<String> used = MurmurSchema.SCHEMA.metrics().stream()
                .flatMap(metric -> metric.attributes().stream())
                .map(use -> use.attribute().name())
                .toList();

        assertEquals(
                List.of(),
                used.stream()
                        .filter(name -> name.matches(".*[._]id") || personal.contains(name))
                        .toList());
        assertTrue(MurmurAttributes.PEER_ID.getKey().matches(".*[._]id"));
    }

    @Test
    void whateverHappensThereAreNoMoreSeriesThanWereReckonedWith() {
        FollowSettings following = new FollowSettings(.5, 1, 4);
        try (Telemetry telemetry = Telemetry.of(live.openTelemetry(), SpanPolicy.off(), following, SEED)) {
            EventSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));
            EventSamples.traced().forEach(event -> telemetry.record(AGENT, NOW, event));
            TreeSamples.all().forEach(event -> telemetry.record(AGENT, NOW, event));
            exerciseHost(telemetry);
            long series = live.metrics().stream()
                    .mapToLong(metric -> metric.getData().getPoints().size())
                    .sum();

            assertTrue(series <= Telemetry.seriesMax(), series + " of " + Telemetry.seriesMax());
            assertTrue(series >= Telemetry.seriesMax() - 8, "all but the levels that no sample has: " + series);
        }
    }

    @Test
    void whatSeveralThreadsCountIsToldAsOneSum() {
        List<Telemetry> threads = Telemetry.forThreads(2, live.openTelemetry(), SpanPolicy.off(), SEED);
        try (Telemetry first = threads.getFirst()) {
            first.record(AGENT, NOW, new Event.RoundBegan(3, 2));
            threads.getLast().record(AGENT, NOW, new Event.RoundBegan(2, 0));

            assertEquals(2, sum(MurmurMetrics.GOSSIP_ROUNDS.name()));
            assertEquals(5, sum(MurmurMetrics.GOSSIP_CONTACTS.name()));
        }
    }

    @Test
    void aCounterTellsAllItsSeriesFromItsFirstCountOnAndNoneBefore() {
        Event probe = EventSamples.all().stream()
                .filter(Event.ProbeEnded.class::isInstance)
                .findFirst()
                .orElseThrow();
        String probes = MurmurMetrics.PROBES.name();
        try (Telemetry telemetry = telemetry(SpanPolicy.off())) {
            telemetry.record(AGENT, NOW, new Event.RoundBegan(3, 2));
            assertTrue(
                    live.metrics().stream().noneMatch(metric -> metric.getName().equals(probes)));

            telemetry.record(AGENT, NOW, probe);
            assertEquals(
                    Set.of("direct", "indirect", "failed"),
                    by(MurmurAttributes.PROBE_OUTCOME, probes).keySet());
            assertEquals(1, sum(probes));
        }
    }

    private Telemetry telemetry(SpanPolicy policy) {
        return Telemetry.of(live.openTelemetry(), policy, SEED);
    }

    private SpanData span(SpanKind kind) {
        return live.spans().stream()
                .filter(one -> one.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private long sum(String metric) {
        return points(metric).stream().mapToLong(LongPointData::getValue).sum();
    }

    private Map<String, Long> by(AttributeKey<String> key, String metric) {
        return points(metric).stream()
                .collect(Collectors.toMap(point -> point.getAttributes().get(key), LongPointData::getValue));
    }

    private Collection<LongPointData> points(String metric) {
        MetricData data = live.metrics().stream()
                .filter(one -> one.getName().equals(metric))
                .findFirst()
                .orElseThrow();
        return data.getLongSumData().getPoints();
    }
}
