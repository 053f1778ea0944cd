package io.murmur.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.wire.CreationContext;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What others say with a flag in a datagram raises nobody's rate of spans above its own settings. */
class FollowingProperties {
    private static final long BEGINNING = 1_790_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long AGENT = 7;

    /** Contexts as a liar makes them: trace ids that every share picks, flags and hop budgets at will. */
    private static CreationContext forged(Dice dice) {
        long low = dice.nextInt(2) == 0 ? 1 + dice.nextInt(100) : dice.nextLong() | 1;
        int flags = CreationContext.SAMPLED | 2 * dice.nextInt(2);
        return new CreationContext(
                dice.nextLong(), low, dice.nextLong() | 1, flags, 1 + dice.nextInt(CreationContext.BUDGET_MAX));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aForgedFlagRaisesNobodysRate(
            @ForAll long seed,
            @ForAll @DoubleRange(max = 1) double share,
            @ForAll @DoubleRange(max = 50) double perSecond,
            @ForAll @IntRange(min = 1, max = 20_000) int perSecondForged) {
        Dice dice = new Dice(seed);
        Tally tally = new Tally();
        Follower follower = new Follower(new FollowSettings(share, perSecond, 4), tally);
        List<Long> followed = new ArrayList<>();
        long now = BEGINNING;
        for (int i = 0; i < 3_000; i++) {
            now += dice.nextInt((int) (2 * SECOND / perSecondForged) + 1);
            CreationContext context = forged(dice);
            if (follower.follows(context, now)) {
                assertTrue(SpanPolicy.share(share).picks(context.traceLow()), "of the share");
                followed.add(now);
            }
        }
        double atOnce = perSecond == 0 ? 0 : Math.max(1, perSecond);
        for (int first = 0; first < followed.size(); first++) {
            for (int last = first; last < followed.size(); last += 1 + dice.nextInt(8)) {
                double seconds = (followed.get(last) - followed.get(first)) / (double) SECOND;
                int spans = last - first + 1;
                assertTrue(spans <= atOnce + seconds * perSecond + 1e-6, spans + " in " + seconds + " s");
            }
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void forgedFlagsOfPeersLeaveTheApplicationItsOwn(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int perSecond) {
        Dice dice = new Dice(seed);
        Follower follower = new Follower(new FollowSettings(1, perSecond, 4), new Tally());
        for (int i = 0; i < 1_000; i++) {
            follower.follows(forged(dice), BEGINNING);
        }
        SpanContext application = SpanContext.createFromRemoteParent(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.getDefault());
        int begun = 0;
        for (int i = 0; i < 100; i++) {
            begun += follower.begin(application, AGENT, BEGINNING) == null ? 0 : 1;
        }
        assertEquals(perSecond, begun);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void whereNothingIsToBeFollowedNoFlagMakesASpan(@ForAll long seed) {
        Dice dice = new Dice(seed);
        InMemorySpanExporter spans = InMemorySpanExporter.create();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(new DerivedIds())
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        Follower follower = new Follower(FollowSettings.NONE, new Tally());
        Spans recorder = new Spans(provider.get("test"), SpanPolicy.all(), seed);
        for (int i = 0; i < 100; i++) {
            Event event = new Event.EntryApplied(EventSamples.entry(3, 1 + i), 3, 1, 1, forged(dice));
            recorder.record(AGENT, BEGINNING + i * SECOND, event, follower);
        }
        assertEquals(List.of(), spans.getFinishedSpanItems());
    }

    @Example
    void settingsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FollowSettings(1.1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new FollowSettings(1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new FollowSettings(1, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new FollowSettings(1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FollowSettings(1, 1, 33));
    }
}
