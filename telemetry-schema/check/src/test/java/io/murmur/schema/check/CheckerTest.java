package io.murmur.schema.check;

import static io.murmur.schema.check.Kitchen.log;
import static io.murmur.schema.check.Kitchen.metric;
import static io.murmur.schema.check.Kitchen.span;
import static io.murmur.schema.check.Kitchen.told;
import static io.murmur.schema.check.Kitchen.washes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.schema.Instrument;
import io.murmur.schema.Schema;
import io.murmur.schema.Signal;
import io.murmur.schema.Stability;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of which sample; the words are those of Weaver's live-check 0.25.1. */
class CheckerTest {
    private static final Sample.Attribute RED = told("kitchen.cup.colour", "red");
    private static final Sample.Attribute LARGE = told("kitchen.cup.size", 3L);
    private static final Sample.Attribute FAILED = told("error.type", "_OTHER");

    private final Checker checker = new Checker(Kitchen.SCHEMA);

    private List<Finding> check(Sample sample) {
        return check(sample, Kitchen.resource());
    }

    private List<Finding> check(Sample sample, Sample.Resource resource) {
        return checker.check(sample, resource)
                .all()
                .flatMap(verdict -> verdict.findings().stream())
                .toList();
    }

    private static void assertViolations(List<Finding> findings, FindingId... ids) {
        assertEquals(
                Arrays.stream(ids).sorted().toList(),
                findings.stream()
                        .filter(Finding::violation)
                        .map(Finding::id)
                        .sorted()
                        .toList(),
                findings::toString);
    }

    private static Finding only(List<Finding> findings, FindingId id) {
        List<Finding> found =
                findings.stream().filter(finding -> finding.id() == id).toList();
        assertEquals(1, found.size(), findings::toString);
        return found.getFirst();
    }

    @Test
    void whatIsAsDeclaredIsAtMostNotStable() {
        List<Finding> findings = Stream.of(
                        washes(RED, LARGE, FAILED),
                        span("wash red", RED, told("kitchen.cup.heat", 0.5)),
                        log("kitchen.cup.break", RED))
                .flatMap(sample -> check(sample).stream())
                .toList();

        assertEquals(
                List.of(FindingId.NOT_STABLE),
                findings.stream().map(Finding::id).distinct().toList());
        Finding metric = findings.getFirst();
        assertEquals(Level.IMPROVEMENT, metric.level());
        assertEquals("Metric 'kitchen.cup.washes' is not stable; stability = development.", metric.message());
        assertEquals(Map.of("metric_name", "kitchen.cup.washes", "stability", "development"), metric.context());
        assertEquals("metric", metric.signalType());
        assertEquals("kitchen.cup.washes", metric.signalName());
        assertTrue(
                findings.stream()
                        .map(Finding::message)
                        .anyMatch("Attribute 'kitchen.cup.colour' is not stable; stability = development."::equals),
                findings::toString);
    }

    @Test
    void whatIsNotDeclaredIsMissing() {
        assertEquals(
                "Metric does not exist in the registry.",
                only(check(metric("cups", "counter", "1", 1L)), FindingId.MISSING_METRIC)
                        .message());
        assertEquals(
                "Event 'kitchen.cup.fall' does not exist in the registry.",
                only(check(log("kitchen.cup.fall")), FindingId.MISSING_EVENT).message());
        Finding attribute = only(check(washes(RED, told("kitchen.cup.weight", 3L))), FindingId.MISSING_ATTRIBUTE);
        assertEquals("Attribute 'kitchen.cup.weight' does not exist in the registry.", attribute.message());
        assertEquals(Map.of("attribute_key", "kitchen.cup.weight"), attribute.context());
    }

    @Test
    void aSpanIsKnownByItsKindAndItsNameWithTheValuesInIt() {
        assertViolations(check(span("wash red", RED)));
        assertViolations(check(span("wash blue", RED)), FindingId.MISSING_SPAN);
        assertViolations(
                check(new Sample.Span("wash red", SpanKind.CLIENT, null, List.of(RED), List.of(), List.of())),
                FindingId.MISSING_SPAN);
    }

    @Test
    void anAttributeBelongsToTheSignalThatDeclaresIt() {
        assertViolations(check(washes(RED, told("kitchen.cup.heat", 0.5))), FindingId.ATTRIBUTE_NOT_DECLARED);
        assertViolations(check(log("kitchen.cup.break", RED, LARGE)), FindingId.ATTRIBUTE_NOT_DECLARED);
        assertViolations(check(new Sample.Resource(List.of(RED))), FindingId.ATTRIBUTE_NOT_DECLARED);
        assertViolations(check(new Sample.Resource(List.of(told("service.name", "kitchen")))));
    }

    @Test
    void aValueIsOfTheDeclaredType() {
        Finding mismatch = only(check(washes(RED, told("kitchen.cup.size", "large"))), FindingId.TYPE_MISMATCH);
        assertEquals("Attribute 'kitchen.cup.size' has type 'string'. Type should be 'int'.", mismatch.message());
        assertEquals(
                Map.of("attribute_key", "kitchen.cup.size", "attribute_type", "string", "expected", "int"),
                mismatch.context());
        assertEquals(
                "Enum attribute 'kitchen.cup.colour' has type 'boolean'. Enum value type should be 'string' or 'int'.",
                only(check(washes(told("kitchen.cup.colour", true))), FindingId.TYPE_MISMATCH)
                        .message());
        assertViolations(check(span("wash red", RED, told("kitchen.cup.heat", 1L))));
        assertViolations(check(washes(RED, told("kitchen.cup.size", List.of(1L, 2L)))), FindingId.TYPE_MISMATCH);
    }

    @Test
    void ourOwnEnumerationsKnowAllTheirValuesAndOthersDoNot() {
        Finding ours = only(check(washes(told("kitchen.cup.colour", "green"))), FindingId.UNDEFINED_ENUM_VARIANT);
        assertEquals("Enum attribute 'kitchen.cup.colour' has value 'green' which is not documented.", ours.message());
        assertEquals(Level.VIOLATION, ours.level());
        assertEquals(
                Level.INFORMATION,
                only(check(washes(RED, told("error.type", "dropped"))), FindingId.UNDEFINED_ENUM_VARIANT)
                        .level());
    }

    @Test
    void anInstrumentIsItsKindAndTheTypeOfItsNumbers() {
        Finding kind =
                only(check(metric("kitchen.cup.washes", "gauge", "{wash}", 1L, RED)), FindingId.UNEXPECTED_INSTRUMENT);
        assertEquals("Instrument should be 'counter', but found 'gauge'.", kind.message());
        assertEquals(
                "Instrument 'Summary' is not supported",
                only(
                                check(new Sample.Metric("kitchen.cup.washes", "Summary", "{wash}", List.of())),
                                FindingId.UNEXPECTED_INSTRUMENT)
                        .message());
        assertEquals(
                "Instrument should be 'counter of integers', but found 'counter of doubles'.",
                only(
                                check(metric("kitchen.cup.washes", "counter", "{wash}", 1.0, RED)),
                                FindingId.UNEXPECTED_INSTRUMENT)
                        .message());
        assertEquals(
                "Unit should be '{wash}', but found '1'.",
                only(check(metric("kitchen.cup.washes", "counter", "1", 1L, RED)), FindingId.UNIT_MISMATCH)
                        .message());
    }

    @Test
    void anotherUnitOfWhatIsBorrowedIsNoViolationSinceOthersEmitIt() {
        Signal.Metric borrowed = new Signal.Metric(
                "pantry.jars",
                Instrument.COUNTER,
                false,
                "{jar}",
                "Number of jars.",
                Stability.STABLE,
                List.of(),
                List.of());
        Schema schema = new Schema(
                Kitchen.SCHEMA.url(), "kitchen.", List.of(borrowed), List.of(), List.of(), List.of(), List.of());
        List<Finding> findings = new Checker(schema)
                .check(metric("pantry.jars", "counter", "jar", 1L), Kitchen.resource())
                .findings();
        assertEquals(Level.INFORMATION, only(findings, FindingId.UNIT_MISMATCH).level());
    }

    @Test
    void whatIsNotThereCountsByItsRequirement() {
        List<Finding> metric = check(washes());
        assertEquals(
                "Required attribute 'kitchen.cup.colour' is not present.",
                only(metric, FindingId.REQUIRED_ATTRIBUTE_NOT_PRESENT).message());
        assertEquals(
                Level.IMPROVEMENT,
                only(metric, FindingId.RECOMMENDED_ATTRIBUTE_NOT_PRESENT).level());
        assertEquals(
                Level.INFORMATION,
                only(metric, FindingId.CONDITIONALLY_REQUIRED_ATTRIBUTE_NOT_PRESENT)
                        .level());
        assertEquals(
                Level.INFORMATION,
                only(check(span("wash red", RED)), FindingId.OPT_IN_ATTRIBUTE_NOT_PRESENT)
                        .level());
        assertViolations(check(log("kitchen.cup.break")), FindingId.REQUIRED_ATTRIBUTE_NOT_PRESENT);
    }

    @Test
    void aResourceSaysWhichEntityASignalIsToldOf() {
        Finding missing = only(
                check(washes(RED), new Sample.Resource(List.of())), FindingId.ENTITY_REQUIRED_ATTRIBUTE_NOT_PRESENT);
        assertEquals(
                "Required attribute 'kitchen.id' for entity 'kitchen.room' is not present in the resource.",
                missing.message());
        assertEquals(Map.of("attribute_key", "kitchen.id", "entity_type", "kitchen.room"), missing.context());
        assertEquals(
                Level.IMPROVEMENT,
                only(
                                check(washes(RED), new Sample.Resource(List.of(told("kitchen.id", "k1")))),
                                FindingId.ENTITY_RECOMMENDED_ATTRIBUTE_NOT_PRESENT)
                        .level());
    }

    @Test
    void aNameIsMadeAsNamesAre() {
        List<Finding> plain = check(washes(RED, told("Weight", 3L)));
        assertEquals(
                "Attribute key 'Weight' must include a namespace (e.g. '{namespace}.{attribute_key}')",
                only(plain, FindingId.MISSING_NAMESPACE).message());
        assertEquals(
                "Attribute key 'Weight' does not match name formatting rules.",
                only(plain, FindingId.INVALID_FORMAT).message());
        assertEquals(
                "Metric name 'Cups' does not match name formatting rules.",
                only(check(metric("Cups", "counter", "1", 1L)), FindingId.INVALID_FORMAT)
                        .message());
        List<Finding> inside = check(washes(RED, told("kitchen.cup.size.inner", 3L)));
        assertEquals(
                "Namespace 'kitchen.cup.size' collides with existing attribute 'kitchen.cup.size.inner'",
                only(inside, FindingId.ILLEGAL_NAMESPACE).message());
        assertEquals(
                Map.of("attribute_key", "kitchen.cup.size.inner", "namespace", "kitchen.cup"),
                only(inside, FindingId.EXTENDS_NAMESPACE).context());
    }

    @Test
    void aLogRecordWithoutANameIsNoEvent() {
        assertEquals(List.of(), check(log("", told("service.name", "kitchen"))));
    }

    @Test
    void anEventOnASpanIsAnEventLikeAnyOther() {
        Sample.SpanEvent broke = new Sample.SpanEvent("kitchen.cup.break", List.of(RED));
        Sample.SpanEvent fell = new Sample.SpanEvent("kitchen.cup.fall", List.of());

        assertViolations(
                check(new Sample.Span(
                        "wash red", SpanKind.INTERNAL, null, List.of(RED), List.of(broke, fell), List.of())),
                FindingId.MISSING_EVENT);
    }
}
