package io.murmur.telemetry;

import static io.murmur.schema.MurmurAttributes.AGENT_AWARENESS_SCORE;
import static io.murmur.schema.MurmurAttributes.AGENT_INCARNATION;
import static io.murmur.schema.MurmurAttributes.STATE_TOMBSTONE_COUNT;
import static io.murmur.schema.MurmurEvents.AGENT_AWARENESS_CHANGE;
import static io.murmur.schema.MurmurEvents.AGENT_REFUTATION;
import static io.murmur.schema.MurmurEvents.AGENT_STATE_CHANGE;
import static io.murmur.schema.MurmurEvents.MEMBER_REMOVAL;
import static io.murmur.schema.MurmurEvents.MEMBER_STATE_CHANGE;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ChangeType;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.AttributeKey;
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
                told(ChangeType.REMOVAL, MEMBER_REMOVAL, MurmurAttributes.PEER_ID, Vocabulary.id(e.id()));
            case Event.Refuted e -> told(ChangeType.REFUTATION, AGENT_REFUTATION, AGENT_INCARNATION, e.incarnation());
            case Event.AwarenessChanged e ->
                told(ChangeType.AWARENESS, AGENT_AWARENESS_CHANGE, AGENT_AWARENESS_SCORE, (long) e.awareness());
            case Event.LifecycleChanged e -> lifecycle(e.lifecycle());
            case Event.TombstonesCollected e ->
                told(ChangeType.COLLECTION, null, STATE_TOMBSTONE_COUNT, (long) e.count());
            case Event.Extended e -> TreeChange.of(e);
        };
    }

    private static Change lifecycle(Lifecycle lifecycle) {
        String state = Vocabulary.of(lifecycle).value();
        return told(ChangeType.LIFECYCLE, AGENT_STATE_CHANGE, MurmurAttributes.AGENT_STATE, state);
    }

    private static Change member(Event.MemberChanged change) {
        Member member = change.member();
        Status before = change.before();
        AttributesBuilder attributes = Attributes.builder()
                .put(MurmurAttributes.PEER_ID, Vocabulary.id(member.id()))
                .put(
                        MurmurAttributes.MEMBER_STATE,
                        Vocabulary.of(member.status()).value());
        if (before != null) {
            attributes.put(
                    MurmurAttributes.MEMBER_PREVIOUS_STATE,
                    Vocabulary.before(before).value());
        }
        return new Change(ChangeType.MEMBER, MEMBER_STATE_CHANGE, attributes.build());
    }

    private static <T> Change told(ChangeType type, Signal.@Nullable Event event, AttributeKey<T> key, T value) {
        return new Change(type, event, Attributes.of(key, value));
    }
}
