package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ContentFetchOutcome;
import io.murmur.schema.MurmurAttributes.CountOutcome;
import io.murmur.schema.MurmurAttributes.ExchangeOutcome;
import io.murmur.schema.MurmurAttributes.MessageFamily;
import io.murmur.schema.MurmurAttributes.MulticastStep;
import io.murmur.schema.MurmurAttributes.StateMergeOutcome;
import io.murmur.schema.MurmurSpans;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a span of each event that the policy picks; an event that it does not pick costs a hash and a comparison. */
final class Spans {
    private static final double NANOS_PER_SECOND = 1e9;
    /** What spans of multicast are called. */
    private static final Map<MulticastStep, String> MULTICASTS = Stream.of(MulticastStep.values())
            .collect(Collectors.toUnmodifiableMap(
                    step -> step,
                    step -> MurmurSpans.MULTICAST_INTERNAL
                            .title()
                            .replace("{" + MurmurAttributes.MULTICAST_STEP.getKey() + "}", step.value())));

    private final Tracer tracer;
    private final SpanPolicy policy;
    private final long seed;

    Spans(Tracer tracer, SpanPolicy policy, long seed) {
        this.tracer = tracer;
        this.policy = policy;
        this.seed = seed;
    }

    /** The context of the span that was recorded; the root context if none was. */
    Context record(long agent, long nowNanos, Event event, Follower follower) {
        CreationContext creation = creation(event);
        if (creation != null) {
            return follow(agent, nowNanos, event, creation, follower);
        }
        SpanContext within = event instanceof Event.WriteRefused ? follower.end() : null;
        if (within == null && !policy.active()) {
            return Context.root();
        }
        long trace = Operation.trace(seed, agent, nowNanos, event);
        return within != null || policy.picks(trace)
                ? new Recording(agent, nowNanos, trace, Operation.root(trace), within).of(event)
                : Context.root();
    }

    /** The context of the creation that an event is about, if it came along. */
    private static @Nullable CreationContext creation(Event event) {
        return switch (event) {
            case Event.EntryApplied e -> e.context();
            case Event.EntryIgnored e -> e.context();
            case Event.EntryWritten e -> e.context();
            default -> null;
        };
    }

    /** In the trace that the context names: the creation itself, or what continues it. An entry that changed nothing is no part of it. */
    private Context follow(long agent, long nowNanos, Event event, CreationContext creation, Follower follower) {
        SpanContext within = switch (event) {
            case Event.EntryWritten _ -> follower.end();
            case Event.EntryApplied _ when follower.follows(creation, nowNanos) -> remote(creation);
            default -> null;
        };
        return within == null
                ? Context.root()
                : new Recording(agent, nowNanos, creation.traceLow(), creation.span(), within).of(event);
    }

    private static SpanContext remote(CreationContext creation) {
        TraceFlags flags = TraceFlags.fromByte((byte) creation.flags());
        return remote(creation.traceHigh(), creation.traceLow(), creation.span(), flags);
    }

    private static SpanContext remote(long traceHigh, long traceLow, long span, TraceFlags flags) {
        return SpanContext.createFromRemoteParent(
                TraceId.fromLongs(traceHigh, traceLow), SpanId.fromLong(span), flags, TraceState.getDefault());
    }

    /** One event on its way to a span. */
    private final class Recording {
        private final long agent;
        private final long nowNanos;
        private final long trace;
        private final long root;
        private final @Nullable SpanContext within;
        private @Nullable SpanBuilder builder;
        private @Nullable String error;
        private long durationNanos;

        /**
         * @param trace the lower half of the trace id
         * @param root the id of the span that begins what the event is about
         * @param within the span that this one is a child of; null in a trace whose ids are derived
         */
        Recording(long agent, long nowNanos, long trace, long root, @Nullable SpanContext within) {
            this.agent = agent;
            this.nowNanos = nowNanos;
            this.trace = trace;
            this.root = root;
            this.within = within;
        }

        Context of(Event event) {
            switch (event) {
                case Event.ExchangeEnded e -> exchange(e);
                case Event.DigestAnswered e -> answer(e);
                case Event.EntryApplied e -> applied(e);
                case Event.EntryIgnored e -> process(e.entry(), e.from(), Vocabulary.of(e.reason()));
                case Event.RoundBegan e -> round(e);
                case Event.RepairBegan e ->
                    root(MurmurSpans.REPAIR_INTERNAL).put(MurmurAttributes.PEER_ID, Vocabulary.id(e.peer()));
                case Event.ExchangesUnanswered e -> unanswered(e);
                case Event.ProbeEnded e -> probe(e);
                case Event.EntryWritten e -> root(MurmurSpans.CREATE_PRODUCER).entry(e.entry());
                case Event.WriteRefused e -> root(MurmurSpans.CREATE_PRODUCER).fail(Vocabulary.error(e.reason()));
                case Event.DatagramRefused e ->
                    root(MurmurSpans.RECEIVE_CONSUMER).fail(Vocabulary.error(e.reason()));
                case Event.Throttled _ -> root(MurmurSpans.THROTTLE_INTERNAL);
                case Event.ContentFetched e -> fetch(e.content().hex(), ContentFetchOutcome.FETCHED);
                case Event.ContentMissing e ->
                    fetch(e.content().hex(), ContentFetchOutcome.MISSING).fail(ContentFetchOutcome.MISSING.value());
                case Event.MemberChanged _,
                        Event.MemberForgotten _,
                        Event.Refuted _,
                        Event.AwarenessChanged _,
                        Event.TombstonesCollected _,
                        Event.LifecycleChanged _ -> change(event);
                case TreeEvent.Elected(int level, long group, ElectionEvent.BecameLeader won) -> {
                    durationNanos = won.candidacyNanos();
                    root(MurmurSpans.ELECTION_INTERNAL);
                    builder().setAllAttributes(TreeChange.elected(level, group, won.term()));
                }
                case TreeEvent.Elected(int _, long _, ElectionEvent.Refused e) ->
                    refused(MessageFamily.ELECTION, e.from(), Vocabulary.error(e.reason()));
                case TreeEvent.Refused e -> refused(MessageFamily.TREE, e.from(), Vocabulary.error(e.reason()));
                case TreeEvent.Counted _, TreeEvent.Uncounted _ -> count((TreeEvent) event);
                case TreeEvent _ -> change(event);
                case SpreadEvent e -> multicast(e);
                case Event.Extended _ -> {
                    return Context.root(); // of an extension that nobody here knows
                }
            }
            return end();
        }

        // --- gossip ------------------------------------------------------------------------------------------------

        private void round(Event.RoundBegan round) {
            root(MurmurSpans.GOSSIP_ROUND_INTERNAL)
                    .put(MurmurAttributes.GOSSIP_CONTACT_COUNT, (long) round.contacts())
                    .put(MurmurAttributes.GOSSIP_ENTRY_COUNT, (long) round.news());
        }

        private void exchange(Event.ExchangeEnded exchange) {
            durationNanos = exchange.durationNanos();
            root(MurmurSpans.EXCHANGE_CLIENT)
                    .put(
                            MurmurAttributes.EXCHANGE_OUTCOME,
                            Vocabulary.outcome(exchange.agreement()).value())
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(exchange.peer()))
                    .put(MurmurAttributes.EXCHANGE_ID, (long) exchange.exchange())
                    .put(MurmurAttributes.EXCHANGE_COUNT, 1L);
        }

        private void unanswered(Event.ExchangesUnanswered exchanges) {
            String outcome = ExchangeOutcome.UNANSWERED.value();
            root(MurmurSpans.EXCHANGE_CLIENT)
                    .put(MurmurAttributes.EXCHANGE_OUTCOME, outcome)
                    .put(MurmurAttributes.EXCHANGE_COUNT, (long) exchanges.count())
                    .fail(outcome);
        }

        private void answer(Event.DigestAnswered digest) {
            child(MurmurSpans.EXCHANGE_SERVER, digest.peer())
                    .put(
                            MurmurAttributes.EXCHANGE_AGREEMENT,
                            Vocabulary.of(digest.agreement()).value())
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(digest.peer()))
                    .put(MurmurAttributes.EXCHANGE_ID, (long) digest.exchange());
        }

        private void applied(Event.EntryApplied applied) {
            process(applied.entry(), applied.from(), StateMergeOutcome.APPLIED)
                    .put(MurmurAttributes.GOSSIP_HOP_COUNT, (long) applied.hops())
                    .put(MurmurAttributes.ENTRY_DELAY, applied.delayNanos() / NANOS_PER_SECOND);
        }

        private Recording process(Entry entry, long from, StateMergeOutcome outcome) {
            return child(MurmurSpans.PROCESS_CONSUMER, from)
                    .link()
                    .put(MurmurAttributes.STATE_MERGE_OUTCOME, outcome.value())
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(from))
                    .entry(entry);
        }

        private Recording fetch(String content, ContentFetchOutcome outcome) {
            return root(MurmurSpans.FETCH_CLIENT)
                    .put(MurmurAttributes.CONTENT_FETCH_OUTCOME, outcome.value())
                    .put(MurmurAttributes.CONTENT_HASH, content);
        }

        // --- membership --------------------------------------------------------------------------------------------

        private void probe(Event.ProbeEnded probe) {
            durationNanos = probe.durationNanos();
            String outcome = Vocabulary.of(probe.outcome()).value();
            root(MurmurSpans.PROBE_CLIENT)
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(probe.target()))
                    .put(MurmurAttributes.PROBE_OUTCOME, outcome);
            if (probe.outcome() == Event.ProbeOutcome.FAILED) {
                fail(outcome);
            }
        }

        private void change(Event event) {
            Change change = Objects.requireNonNull(Change.of(event));
            start(MurmurSpans.CHANGE_INTERNAL, change.title(), root, null);
            builder().setAllAttributes(change.spanAttributes());
        }

        // --- the hierarchy -----------------------------------------------------------------------------------------

        private void refused(MessageFamily family, long from, String reason) {
            root(MurmurSpans.RECEIVE_CONSUMER)
                    .put(MurmurAttributes.MESSAGE_FAMILY, family.value())
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(from))
                    .fail(reason);
        }

        private void count(TreeEvent event) {
            CountOutcome outcome = Objects.requireNonNull(TreeVocabulary.outcome(event));
            root(MurmurSpans.COUNT_CLIENT).put(MurmurAttributes.COUNT_OUTCOME, outcome.value());
            if (outcome == CountOutcome.UNANSWERED) {
                fail(outcome.value());
            }
        }

        private void multicast(SpreadEvent event) {
            switch (event) {
                case SpreadEvent.Carried e ->
                    multicast(MulticastStep.CARRIED, e.entries())
                            .put(MurmurAttributes.PEER_ID, Vocabulary.id(e.from()))
                            .put(MurmurAttributes.GROUP_LEVEL, (long) e.level());
                case SpreadEvent.Announced e ->
                    multicast(MulticastStep.ANNOUNCED, e.entries())
                            .put(MurmurAttributes.GOSSIP_CONTACT_COUNT, (long) e.contacts());
                case SpreadEvent.Abandoned e ->
                    multicast(MulticastStep.ABANDONED, e.entries())
                            .put(MurmurAttributes.PEER_ID, Vocabulary.id(e.to()))
                            .fail(MulticastStep.ABANDONED.value());
                case SpreadEvent.Refused e ->
                    refused(MessageFamily.MULTICAST, e.from(), Vocabulary.error(TreeEvent.Reason.MALFORMED));
            }
        }

        private Recording multicast(MulticastStep step, int entries) {
            return start(
                            MurmurSpans.MULTICAST_INTERNAL,
                            Objects.requireNonNull(MULTICASTS.get(step)),
                            Operation.root(trace),
                            null)
                    .put(MurmurAttributes.MULTICAST_STEP, step.value())
                    .put(MurmurAttributes.GOSSIP_ENTRY_COUNT, (long) entries);
        }

        // --- the span ----------------------------------------------------------------------------------------------

        /** Begins a trace, or what the event is about within one. */
        private Recording root(Signal.Span type) {
            return start(type, type.title(), root, within);
        }

        /** Continues a trace that another agent began, or this one. */
        private Recording child(Signal.Span type, long peer) {
            return start(type, type.title(), Operation.child(trace, agent, nowNanos, peer), begun());
        }

        /** The span that began what the event is about, at another agent or at this one. */
        private SpanContext begun() {
            return within != null ? within : remote(Operation.traceHigh(trace), trace, root, TraceFlags.getSampled());
        }

        private Recording link() {
            builder().addLink(begun());
            return this;
        }

        private Recording start(Signal.Span type, String title, long span, @Nullable SpanContext parent) {
            builder = tracer.spanBuilder(title).setSpanKind(type.kind());
            if (parent == null) {
                DerivedIds.next(trace, span);
                builder.setNoParent();
            } else {
                DerivedIds.next(0, span);
                builder.setParent(Context.root().with(Span.wrap(parent)));
            }
            return this;
        }

        private SpanBuilder builder() {
            if (builder == null) {
                throw new IllegalStateException("no span was started");
            }
            return builder;
        }

        private <T> Recording put(AttributeKey<T> key, T value) {
            builder().setAttribute(key, value);
            return this;
        }

        private Recording entry(Entry entry) {
            return put(MurmurAttributes.ENTRY_OWNER_ID, Vocabulary.id(entry.owner()))
                    .put(MurmurAttributes.ENTRY_VERSION, entry.version());
        }

        private Recording fail(String type) {
            error = type;
            return put(MurmurAttributes.ERROR_TYPE, type);
        }

        private Context end() {
            Span span = builder()
                    .setStartTimestamp(nowNanos - durationNanos, TimeUnit.NANOSECONDS)
                    .startSpan();
            DerivedIds.clear();
            if (error != null) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(nowNanos, TimeUnit.NANOSECONDS);
            return Context.root().with(span);
        }
    }
}
