package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ChangeType;
import io.murmur.schema.MurmurEvents;
import io.murmur.schema.MurmurSpans;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A change of the agent or of what it believes: told as a log event always, where the registry has one, and as a span
 * where the policy picks it.
 *
 * @param event the log event; null for a change that only counts
 * @param about what the event says
 */
record Change(ChangeType type, Signal.@Nullable Event event, Attributes about) {

    /** The change that an event of the kernel is; null if it is an operation instead. */
    static @Nullable Change of(Event event) {
        return switch (event) {
            case Event.MemberChanged e ->
                new Change(
                        ChangeType.MEMBER,
                        MurmurEvents.MEMBER_STATE_CHANGE,
                        member(e.member().id(), e.member().status(), e.before()));
            case Event.MemberForgotten e ->
                new Change(
                        ChangeType.REMOVAL,
                        MurmurEvents.MEMBER_REMOVAL,
                        Attributes.of(MurmurAttributes.PEER_ID, Vocabulary.id(e.id())));
            case Event.Refuted e ->
                new Change(
                        ChangeType.REFUTATION,
                        MurmurEvents.AGENT_REFUTATION,
                        Attributes.of(MurmurAttributes.AGENT_INCARNATION, e.incarnation()));
            case Event.AwarenessChanged e ->
                new Change(
                        ChangeType.AWARENESS,
                        MurmurEvents.AGENT_AWARENESS_CHANGE,
                        Attributes.of(MurmurAttributes.AGENT_AWARENESS_SCORE, (long) e.awareness()));
            case Event.LifecycleChanged e ->
                new Change(
                        ChangeType.LIFECYCLE,
                        MurmurEvents.AGENT_STATE_CHANGE,
                        Attributes.of(
                                MurmurAttributes.AGENT_STATE,
                                Vocabulary.of(e.lifecycle()).value()));
            case Event.TombstonesCollected e ->
                new Change(ChangeType.COLLECTION, null, Attributes.of(MurmurAttributes.STATE_TOMBSTONE_COUNT, (long)
                        e.count()));
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
        };
    }

    /** What the span of the change is called. */
    String title() {
        return MurmurSpans.INTERNAL_CHANGE
                .title()
                .replace("{" + MurmurAttributes.CHANGE_TYPE.getKey() + "}", type.value());
    }

    /** What the span of the change says. */
    Attributes spanAttributes() {
        return about.toBuilder().put(MurmurAttributes.CHANGE_TYPE, type.value()).build();
    }

    private static Attributes member(long id, Status status, @Nullable Status before) {
        AttributesBuilder attributes = Attributes.builder()
                .put(MurmurAttributes.PEER_ID, Vocabulary.id(id))
                .put(MurmurAttributes.MEMBER_STATE, Vocabulary.of(status).value());
        if (before != null) {
            attributes.put(
                    MurmurAttributes.MEMBER_PREVIOUS_STATE,
                    Vocabulary.before(before).value());
        }
        return attributes.build();
    }
}
