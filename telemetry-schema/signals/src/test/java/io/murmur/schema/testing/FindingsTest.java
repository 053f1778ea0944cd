package io.murmur.schema.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.MemberState;
import io.murmur.schema.MurmurMetrics;
import io.murmur.schema.check.Finding;
import io.murmur.schema.check.FindingId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way to emit what is not declared, and what the check calls it. */
class FindingsTest {
    private final LiveCheck live = new LiveCheck();

    @BeforeEach
    void open() {
        live.open();
    }

    @AfterEach
    void close() {
        live.openTelemetry().close();
    }

    @Test
    void whatIsDeclaredPasses() {
        MurmurMetrics.networkIo(meter())
                .build()
                .add(5, Attributes.of(MurmurAttributes.NETWORK_IO_DIRECTION, "receive"));
        tracer().spanBuilder("repair")
                .setAttribute(MurmurAttributes.PEER_ID, "1")
                .startSpan()
                .end();
        memberChange(Attributes.of(MurmurAttributes.PEER_ID, "1", MurmurAttributes.MEMBER_STATE, "dead"));

        assertFinds();
    }

    @Test
    void anUndeclaredMetricIsFound() {
        meter().counterBuilder("murmur.cups").setUnit("{cup}").build().add(1);

        assertFinds(FindingId.MISSING_METRIC);
    }

    @Test
    void anotherUnitIsFound() {
        meter().counterBuilder("murmur.gossip.rounds").setUnit("1").build().add(1);

        assertFinds(FindingId.UNIT_MISMATCH);
    }

    @Test
    void anotherInstrumentIsFound() {
        meter().upDownCounterBuilder("murmur.gossip.rounds")
                .setUnit("{round}")
                .build()
                .add(1);
        meter().counterBuilder("murmur.state.size").setUnit("{entry}").build().add(1);
        meter().gaugeBuilder("murmur.agent.awareness.score")
                .setUnit("1")
                .build()
                .set(1);
        meter().gaugeBuilder("murmur.gossip.propagation.hops")
                .setUnit("{hop}")
                .ofLongs()
                .build()
                .set(1);

        assertFinds(
                FindingId.UNEXPECTED_INSTRUMENT,
                FindingId.UNEXPECTED_INSTRUMENT,
                FindingId.UNEXPECTED_INSTRUMENT,
                FindingId.UNEXPECTED_INSTRUMENT);
    }

    @Test
    void anAttributeThatExistsNowhereIsFound() {
        MurmurMetrics.gossipRounds(meter()).build().add(1, Attributes.of(AttributeKey.stringKey("cup"), "red"));

        assertFinds(FindingId.MISSING_ATTRIBUTE);
    }

    @Test
    void anAttributeOfAnotherSignalIsFound() {
        MurmurMetrics.gossipRounds(meter()).build().add(1, Attributes.of(MurmurAttributes.PEER_ID, "1"));

        assertFinds(FindingId.ATTRIBUTE_NOT_DECLARED);
    }

    @Test
    void anotherTypeOfValueIsFound() {
        tracer().spanBuilder("repair")
                .setAttribute(AttributeKey.longKey("murmur.peer.id"), 1L)
                .startSpan()
                .end();

        assertFinds(FindingId.TYPE_MISMATCH);
    }

    @Test
    void aValueThatIsNoMemberIsFound() {
        memberChange(Attributes.of(MurmurAttributes.PEER_ID, "1", MurmurAttributes.MEMBER_STATE, "tired"));

        assertFinds(FindingId.UNDEFINED_ENUM_VARIANT);
    }

    @Test
    void aMissingRequiredAttributeIsFound() {
        memberChange(Attributes.of(MurmurAttributes.MEMBER_STATE, MemberState.DEAD.value()));
        MurmurMetrics.networkIo(meter()).build().add(1);

        assertFinds(FindingId.REQUIRED_ATTRIBUTE_NOT_PRESENT, FindingId.REQUIRED_ATTRIBUTE_NOT_PRESENT);
    }

    @Test
    void aSpanOfAnotherNameOrKindIsFound() {
        tracer().spanBuilder("repairs").startSpan().end();
        tracer().spanBuilder("throttle")
                .setSpanKind(SpanKind.SERVER)
                .startSpan()
                .end();
        tracer().spanBuilder("change {murmur.change.type}").startSpan().end();

        assertFinds(FindingId.MISSING_SPAN, FindingId.MISSING_SPAN, FindingId.MISSING_SPAN);
    }

    @Test
    void anUndeclaredEventIsFoundOnALogAndOnASpan() {
        logger().logRecordBuilder().setEventName("murmur.cup.broke").emit();
        logger().logRecordBuilder().setBody("a log line is no event").emit();
        tracer().spanBuilder("throttle").startSpan().addEvent("oh").end();

        assertFinds(FindingId.MISSING_EVENT, FindingId.MISSING_EVENT);
    }

    @Test
    void whatIsNoPartOfAnEntityIsFoundOnAResource() {
        live.check(Resource.create(Attributes.of(MurmurAttributes.PEER_ID, "a")));

        assertFinds(FindingId.ATTRIBUTE_NOT_DECLARED);
    }

    @Test
    void coverageCountsSignalsAttributesAndValues() {
        int before = live.coverage().missing().size();
        memberChange(Attributes.of(MurmurAttributes.PEER_ID, "1", MurmurAttributes.MEMBER_STATE, "dead"));

        // the event, its two attributes, and one value
        assertEquals(before - 4, live.coverage().missing().size());
    }

    private void memberChange(Attributes attributes) {

        logger().logRecordBuilder()
                .setEventName("murmur.member.state_change")
                .setAllAttributes(attributes)
                .emit();
    }

    private void assertFinds(FindingId... ids) {
        List<FindingId> found = live.findings().stream()
                .filter(Finding::violation)
                .map(Finding::id)
                .sorted()
                .toList();
        assertEquals(
                List.of(ids).stream().sorted().toList(),
                found,
                () -> live.findings().toString());
    }

    private Meter meter() {
        return live.openTelemetry().getMeter("test");
    }

    private Tracer tracer() {
        return live.openTelemetry().getTracer("test");
    }

    private Logger logger() {
        return live.openTelemetry().getLogsBridge().get("test");
    }
}
