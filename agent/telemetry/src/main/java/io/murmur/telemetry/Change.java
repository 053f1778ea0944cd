package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.roster.Status;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.AgentState;
import io.murmur.schema.MurmurAttributes.ChangeType;
import io.murmur.schema.MurmurAttributes.MemberState;
import io.murmur.schema.MurmurEvents;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A change of the agent or of what it believes: told as a log event always, where the registry has one, and as a span
 * where the policy picks it.
 *
 * @param event the log event with what it must say; null for a change that only counts
 * @param about all that it says, and the span
 */
record Change(ChangeType type, @Nullable Emitter event, Attributes about) {
    /** Begins a log record. */
    interface Emitter {
        LogRecordBuilder begin(Logger logger);
    }

    /** Begins a log record that must say one thing. */
    private interface Saying<T> {
        LogRecordBuilder begin(Logger logger, T value);
    }

    /** The change that an event of the kernel is; null if it is an operation instead. */
    static @Nullable Change of(Event event) {
        return switch (event) {
            case Event.ExchangeEnded _,
                    Event.DigestAnswered _,
                    Event.EntryApplied _,
                    Event.EntryIgnored _,
                    Event.RoundBegan _,
                    Event.RepairBegan _,
                    Event.ExchangesUnanswered _,
                    Event.ProbeEnded _,
                    Event.Throttled _,
                    Event.EntryWritten _,
                    Event.WriteRefused _,
                    Event.DatagramRefused _,
                    Event.ContentFetched _,
                    Event.ContentMissing _ -> null;
            case Event.MemberChanged e -> member(e);
            case Event.MemberForgotten e ->
                told(ChangeType.REMOVAL, MurmurEvents::memberRemoval, MurmurAttributes.PEER_ID, Vocabulary.id(e.id()));
            case Event.Refuted e ->
                told(
                        ChangeType.REFUTATION,
                        MurmurEvents::agentRefutation,
                        MurmurAttributes.AGENT_INCARNATION,
                        e.incarnation());
            case Event.AwarenessChanged e ->
                told(
                        ChangeType.AWARENESS,
                        MurmurEvents::agentAwarenessChange,
                        MurmurAttributes.AGENT_AWARENESS_SCORE,
                        (long) e.awareness());
            case Event.LifecycleChanged e -> lifecycle(e.lifecycle());
            case Event.TombstonesCollected e ->
                new Change(ChangeType.COLLECTION, null, Attributes.of(MurmurAttributes.STATE_TOMBSTONE_COUNT, (long)
                        e.count()));
            case Event.Extended e -> TreeChange.of(e);
        };
    }

    private static Change lifecycle(Lifecycle lifecycle) {
        AgentState state = Vocabulary.of(lifecycle);
        return new Change(
                ChangeType.LIFECYCLE,
                logger -> MurmurEvents.agentStateChange(logger, state),
                Attributes.of(MurmurAttributes.AGENT_STATE, state.value()));
    }

    private static Change member(Event.MemberChanged change) {
        String peer = Vocabulary.id(change.member().id());
        MemberState state = Vocabulary.of(change.member().status());
        Status before = change.before();
        AttributesBuilder attributes = Attributes.builder()
                .put(MurmurAttributes.PEER_ID, peer)
                .put(MurmurAttributes.MEMBER_STATE, state.value());
        if (before != null) {
            attributes.put(
                    MurmurAttributes.MEMBER_PREVIOUS_STATE,
                    Vocabulary.before(before).value());
        }
        return new Change(
                ChangeType.MEMBER, logger -> MurmurEvents.memberStateChange(logger, state, peer), attributes.build());
    }

    private static <T> Change told(ChangeType type, Saying<T> event, AttributeKey<T> key, T value) {
        return new Change(type, logger -> event.begin(logger, value), Attributes.of(key, value));
    }
}
