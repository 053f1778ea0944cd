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
import io.murmur.schema.MurmurAttributes.ProbeOutcome;
import io.murmur.schema.MurmurAttributes.StateMergeOutcome;
import io.murmur.schema.MurmurSpans;
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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a span of each event that the policy picks; an event that it does not pick costs a hash and a comparison. */
final class Spans {
    private static final double NANOS_PER_SECOND = 1e9;

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
                case Event.RepairBegan e -> root(MurmurSpans.repairInternal(tracer, Vocabulary.id(e.peer())));
                case Event.ExchangesUnanswered e -> unanswered(e);
                case Event.ProbeEnded e -> probe(e);
                case Event.EntryWritten e ->
                    root(MurmurSpans.createProducer(tracer)).entry(e.entry());
                case Event.WriteRefused e ->
                    root(MurmurSpans.createProducer(tracer)).fail(Vocabulary.error(e.reason()));
                case Event.DatagramRefused e -> received(Vocabulary.error(e.reason()));
                case Event.Throttled _ -> root(MurmurSpans.throttleInternal(tracer));
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
                    root(MurmurSpans.electionInternal(tracer, won.term(), Vocabulary.id(group), level));
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
            root(MurmurSpans.gossipRoundInternal(tracer, round.contacts(), round.news()));
        }

        private void exchange(Event.ExchangeEnded exchange) {
            durationNanos = exchange.durationNanos();
            root(MurmurSpans.exchangeClient(tracer, Vocabulary.outcome(exchange.agreement())))
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(exchange.peer()))
                    .put(MurmurAttributes.EXCHANGE_ID, (long) exchange.exchange())
                    .put(MurmurAttributes.EXCHANGE_COUNT, 1L);
        }

        private void unanswered(Event.ExchangesUnanswered exchanges) {
            root(MurmurSpans.exchangeClient(tracer, ExchangeOutcome.UNANSWERED))
                    .put(MurmurAttributes.EXCHANGE_COUNT, (long) exchanges.count())
                    .fail(ExchangeOutcome.UNANSWERED.value());
        }

        private void answer(Event.DigestAnswered digest) {
            String peer = Vocabulary.id(digest.peer());
            child(
                    MurmurSpans.exchangeServer(tracer, Vocabulary.of(digest.agreement()), digest.exchange(), peer),
                    digest.peer());
        }

        private void applied(Event.EntryApplied applied) {
            process(applied.entry(), applied.from(), StateMergeOutcome.APPLIED)
                    .put(MurmurAttributes.GOSSIP_HOP_COUNT, (long) applied.hops())
                    .put(MurmurAttributes.ENTRY_DELAY, applied.delayNanos() / NANOS_PER_SECOND);
        }

        private Recording process(Entry entry, long from, StateMergeOutcome outcome) {
            String owner = Vocabulary.id(entry.owner());
            return child(
                            MurmurSpans.processConsumer(tracer, owner, entry.version(), Vocabulary.id(from), outcome),
                            from)
                    .link();
        }

        private Recording fetch(String content, ContentFetchOutcome outcome) {
            return root(MurmurSpans.fetchClient(tracer, outcome, content));
        }

        // --- membership --------------------------------------------------------------------------------------------

        private void probe(Event.ProbeEnded probe) {
            durationNanos = probe.durationNanos();
            ProbeOutcome outcome = Vocabulary.of(probe.outcome());
            root(MurmurSpans.probeClient(tracer, Vocabulary.id(probe.target()), outcome));
            if (outcome == ProbeOutcome.FAILED) {
                fail(outcome.value());
            }
        }

        private void change(Event event) {
            Change change = Objects.requireNonNull(Change.of(event));
            start(MurmurSpans.changeInternal(tracer, change.type()), root, null);
            builder().setAllAttributes(change.about());
        }

        // --- the hierarchy -----------------------------------------------------------------------------------------

        private void refused(MessageFamily family, long from, String reason) {
            received(reason)
                    .put(MurmurAttributes.MESSAGE_FAMILY, family.value())
                    .put(MurmurAttributes.PEER_ID, Vocabulary.id(from));
        }

        private Recording received(String reason) {
            return root(MurmurSpans.receiveConsumer(tracer, reason)).fail(reason);
        }

        private void count(TreeEvent event) {
            CountOutcome outcome = Objects.requireNonNull(TreeVocabulary.outcome(event));
            root(MurmurSpans.countClient(tracer, outcome));
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
            return start(MurmurSpans.multicastInternal(tracer, entries, step), Operation.root(trace), null);
        }

        // --- the span ----------------------------------------------------------------------------------------------

        /** Begins a trace, or what the event is about within one. */
        private Recording root(SpanBuilder span) {
            return start(span, root, within);
        }

        /** Continues a trace that another agent began, or this one. */
        private Recording child(SpanBuilder span, long peer) {
            return start(span, Operation.child(trace, agent, nowNanos, peer), begun());
        }

        /** The span that began what the event is about, at another agent or at this one. */
        private SpanContext begun() {
            return within != null ? within : remote(Operation.traceHigh(trace), trace, root, TraceFlags.getSampled());
        }

        private Recording link() {
            builder().addLink(begun());
            return this;
        }

        private Recording start(SpanBuilder span, long id, @Nullable SpanContext parent) {
            if (parent == null) {
                DerivedIds.next(trace, id);
                span.setNoParent();
            } else {
                DerivedIds.next(0, id);
                span.setParent(Context.root().with(Span.wrap(parent)));
            }
            builder = span;
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
