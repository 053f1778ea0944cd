package io.murmur.sim.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurMetrics;
import io.murmur.schema.check.Finding;
import io.murmur.schema.testing.LiveCheck;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.run.Options;
import io.murmur.sim.run.Play;
import io.murmur.sim.run.Progress;
import io.murmur.sim.run.Result;
import io.murmur.sim.scenario.Scenario;
import io.murmur.sim.scenario.Topology;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignalsTest {
    private static final int AGENTS = 200;
    private static final long SEED = 7;
    private static final int PLENTY = 10_000_000;
    private static final Options OPTIONS = new Options(SEED, 2, 64);
    private static final Scenario FLAT = Scenario.update(AGENTS, 3, TimingKind.LOCKSTEP, 0.05);
    private static final Scenario LATENT = Scenario.update(AGENTS, 3, TimingKind.NETWORK, 0.05);
    private static final Scenario TREE = FLAT.withTopology(Topology.HIERARCHICAL);

    @RegisterExtension
    final LiveCheck live = new LiveCheck();

    /** A run and what was told of it. */
    private record Told(Result result, List<SpanData> spans) {
        Tracing tracing() {
            return result.tracing();
        }

        Set<String> ids() {
            return spans.stream()
                    .map(span -> span.getTraceId() + span.getSpanId())
                    .collect(Collectors.toSet());
        }
    }

    private static Told play(Scenario scenario, Choice choice, Options options, int spansMax) {
        Recorder recorder = new Recorder(spansMax);
        int partitions = (scenario.places() + options.partitionSize() - 1) / options.partitionSize();
        Subject subject = new Subject(scenario.name(), options.seed(), partitions);
        try (Signals signals = new Signals(subject, choice, null, recorder)) {
            Result result = Play.play(scenario, options, Progress.UNSEEN, signals);
            return new Told(result, recorder.spans());
        }
    }

    private static Told play(Scenario scenario, Choice choice) {
        return play(scenario, choice, OPTIONS, PLENTY);
    }

    private static Window window(long first, long last, int... agents) {
        BitSet set = new BitSet();
        for (int agent : agents) {
            set.set(agent);
        }
        return new Window(set, first, last, FLAT.settings().gossip().intervalNanos());
    }

    static Stream<Arguments> swarmsAndChoices() {
        return Stream.of(FLAT, LATENT, TREE)
                .flatMap(scenario -> Stream.of(
                                Choice.counted(), Choice.sampled(0.01), Choice.all(), Choice.of(window(1, 3, 5, 6)))
                        .map(choice -> Arguments.of(scenario, choice)));
    }

    @ParameterizedTest
    @MethodSource("swarmsAndChoices")
    void operationsAndSpansAddUpAndTheRunStaysTheSame(Scenario scenario, Choice choice) {
        Told told = play(scenario, choice);
        Result silent = Play.play(scenario, OPTIONS, Progress.UNSEEN);

        assertEquals(List.of(), told.tracing().discrepancies());
        assertEquals(silent.violations(), told.result().violations());
        assertEquals(silent.tracing().operations(), told.tracing().operations());
        assertTrue(told.tracing().operations() > 10 * AGENTS);
        assertEquals(told.spans().size(), told.tracing().spansExported());
        assertEquals(0, told.tracing().spansDropped());
        assertEquals(silent.runHash(), told.result().runHash());
        Told again = play(scenario, choice, new Options(SEED, 3, 37), PLENTY);
        assertEquals(silent.runHash(), again.result().runHash());
        assertEquals(told.tracing(), again.tracing());
        assertEquals(told.ids(), again.ids(), "the same spans are told on any number of threads");
        assertEquals(List.of(), undeclared(told), "nothing is told that the registry does not declare");
    }

    private List<Finding> undeclared(Told told) {
        told.spans().forEach(live::check);
        told.spans().stream().map(SpanData::getResource).distinct().forEach(live::check);
        return live.findings().stream().filter(Finding::violation).toList();
    }

    @Test
    void everyOperationIsASpanWhereAllAreAskedFor() {
        for (Scenario scenario : List.of(FLAT, TREE)) {
            Tracing tracing = play(scenario, Choice.all()).tracing();
            assertEquals(tracing.operations(), tracing.spansEnded());
            assertEquals(
                    tracing.operations(),
                    tracing.red().stream().mapToLong(Red::count).sum());
        }
    }

    private static long counted(Told told, String name, Map<String, String> attributes) {
        return told.tracing().metrics().stream()
                .filter(metric ->
                        metric.name().equals(name) && metric.attributes().equals(attributes))
                .mapToLong(metric -> metric instanceof Metric.Count count ? count.value() : 0)
                .sum();
    }

    @Test
    void noneIsASpanWhereTheyAreOnlyCounted() {
        Told told = play(FLAT, Choice.counted());
        assertEquals(0, told.tracing().spansCreated());
        assertEquals(List.of(), told.spans());
        long rounds = counted(told, MurmurMetrics.GOSSIP_ROUNDS.name(), Map.of());
        assertEquals(AGENTS * told.result().elapsedRounds(), rounds, "every agent gossips in every round");
    }

    @Test
    void theSampleIsBoundedPerNameAndInAll() {
        Told told = play(FLAT, Choice.all());
        Map<String, Long> perName = told.spans().stream()
                .collect(Collectors.groupingBy(span -> span.getName() + span.getKind(), Collectors.counting()));
        Map<String, Long> red =
                told.tracing().red().stream().collect(Collectors.toMap(each -> each.name() + each.kind(), Red::count));
        assertEquals(red.keySet(), perName.keySet());
        perName.forEach((name, count) ->
                assertEquals(Math.min(red.getOrDefault(name, 0L), SpanLedger.SAMPLE_PER_NAME), count, name));
        assertTrue(told.spans().size() <= SpanLedger.SAMPLE_MAX);
    }

    @Test
    void failedOperationsAreErrorsOfTheirName() {
        Told told = play(FLAT, Choice.all());
        Red exchanges = told.tracing().red().stream()
                .filter(red -> red.name().equals("exchange") && red.kind() == SpanKind.CLIENT)
                .findFirst()
                .orElseThrow();
        String outcome = MurmurAttributes.EXCHANGE_OUTCOME.getKey();
        long unanswered = counted(told, MurmurMetrics.GOSSIP_EXCHANGES.name(), Map.of(outcome, "unanswered"));
        assertTrue(exchanges.errors() > 0, "exchanges were lost");
        assertTrue(exchanges.errors() <= unanswered, "one span for all that one round left unanswered");
    }

    @Test
    void bothEndsOfASampledExchangeAreToldEachByItsOwnAgent() {
        List<SpanData> spans = play(FLAT, Choice.sampled(0.02)).spans();
        Map<String, SpanData> byId =
                spans.stream().collect(Collectors.toMap(SpanData::getSpanId, Function.identity(), (a, b) -> a));
        List<SpanData> answers = spans.stream()
                .filter(span -> span.getKind() == SpanKind.SERVER && byId.containsKey(span.getParentSpanId()))
                .toList();
        assertFalse(answers.isEmpty());
        for (SpanData answer : answers) {
            SpanData question = byId.getOrDefault(answer.getParentSpanId(), answer);
            assertEquals(question.getTraceId(), answer.getTraceId());
            assertEquals(agent(answer), question.getAttributes().get(MurmurAttributes.PEER_ID));
            assertEquals(agent(question), answer.getAttributes().get(MurmurAttributes.PEER_ID));
        }
    }

    private static String agent(SpanData span) {
        return String.valueOf(span.getResource().getAttribute(MurmurAttributes.AGENT_ID));
    }

    @Test
    void aWindowShowsExactlyWhatItsAgentsDidInItsRounds() {
        for (Scenario scenario : List.of(FLAT, LATENT, TREE)) {
            Window window = window(0, 2, 17, 130);
            Set<String> seen = play(scenario, Choice.of(window)).ids();
            Set<String> expected = play(scenario, Choice.sampled(1)).spans().stream()
                    .filter(span -> Set.of("agent 17", "agent 130")
                            .contains(String.valueOf(span.getResource().getAttribute(MurmurAttributes.AGENT_NAME))))
                    .filter(span -> {
                        long round = Window.round(span.getEndEpochNanos(), window.roundNanos());
                        return round <= 2;
                    })
                    .map(span -> span.getTraceId() + span.getSpanId())
                    .collect(Collectors.toSet());
            assertFalse(expected.isEmpty(), scenario.topology() + " " + scenario.timing());
            assertEquals(expected, seen);
        }
    }

    @Test
    void whatAReceiverRefusesIsCountedAsDropped() {
        Tracing tracing = play(FLAT, Choice.sampled(1), OPTIONS, 1_000).tracing();
        assertTrue(tracing.spansDropped() > 0);
        assertTrue(tracing.spansExported() <= 1_000);
        assertEquals(List.of(), tracing.discrepancies());
    }

    /** The SDK complains of everything that is closed twice. */
    @Test
    void whatAllPartitionsShareIsClosedOnce() {
        List<LogRecord> complaints = new ArrayList<>();
        Handler handler = new StreamHandler() {
            @Override
            public void publish(LogRecord complaint) {
                complaints.add(complaint);
            }
        };
        Logger sdk = Logger.getLogger("io.opentelemetry.sdk");
        sdk.addHandler(handler);
        try {
            new Signals(new Subject("nothing", SEED, 4), Choice.all(), null, null).close();
        } finally {
            sdk.removeHandler(handler);
        }
        assertEquals(List.of(), complaints);
    }
}
