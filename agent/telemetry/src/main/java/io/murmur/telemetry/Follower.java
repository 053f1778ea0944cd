package io.murmur.telemetry;

import io.murmur.protocol.wire.CreationContext;
import io.murmur.schema.MurmurAttributes.TraceContextOutcome;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Decides which traces that began elsewhere are continued: an application's, which asks with a write, and those of other
 * agents, whose entries ask. Each has a bound of its own, so that no peer can use up what the application may have. What is
 * not continued is counted. One thread uses it.
 */
final class Follower {
    /** Digits of half a trace id. */
    private static final int HALF = 16;

    private final SpanPolicy share;
    private final int hops;
    private final TokenBucket writes;
    private final TokenBucket entries;
    private final Tally tally;
    private @Nullable Write write;
    private long written;

    /** A write that was begun within a trace, and is about to be made or refused. */
    private record Write(CreationContext context, SpanContext parent) {}

    Follower(FollowSettings settings, Tally tally) {
        this.share = SpanPolicy.share(settings.share());
        this.hops = settings.hops();
        this.writes = new TokenBucket(settings.perSecond());
        this.entries = new TokenBucket(settings.perSecond());
        this.tally = tally;
    }

    /** Whether the trace of an entry that came is to be continued. */
    boolean follows(CreationContext context, long nowNanos) {
        return asked(context.traceLow(), entries, nowNanos);
    }

    /** Begins a write within a recorded span: the context to give to whoever applies it; null if it is not followed. */
    @Nullable
    CreationContext begin(SpanContext parent, long agent, long nowNanos) {
        write = null;
        if (!parent.isValid() || !parent.isSampled()) {
            return null;
        }
        long traceLow = traceLow(parent);
        if (!asked(traceLow, writes, nowNanos)) {
            return null;
        }
        long span = Operation.child(traceLow, agent, nowNanos, ++written);
        long traceHigh = HexFormat.fromHexDigitsToLong(parent.getTraceId(), 0, HALF);
        int flags = parent.getTraceFlags().asByte() & CreationContext.FLAGS;
        CreationContext context = new CreationContext(traceHigh, traceLow, span, flags, hops);
        write = new Write(context, parent);
        return context;
    }

    /** Ends the write that was begun: the span that it is within; null if none was begun. */
    @Nullable
    SpanContext end() {
        Write begun = write;
        write = null;
        return begun == null ? null : begun.parent;
    }

    /** The lower half of a trace id. */
    static long traceLow(SpanContext span) {
        return HexFormat.fromHexDigitsToLong(span.getTraceId(), HALF, 2 * HALF);
    }

    @SuppressWarnings("EnumOrdinal") // cells are laid out by ordinal, within one version of the code
    private boolean asked(long traceLow, TokenBucket bucket, long nowNanos) {
        TraceContextOutcome outcome = !share.picks(traceLow)
                ? TraceContextOutcome.NOT_PICKED
                : bucket.take(nowNanos) ? TraceContextOutcome.FOLLOWED : TraceContextOutcome.LIMITED;
        tally.add(Cells.CONTEXTS + outcome.ordinal(), 1);
        return outcome == TraceContextOutcome.FOLLOWED;
    }
}
