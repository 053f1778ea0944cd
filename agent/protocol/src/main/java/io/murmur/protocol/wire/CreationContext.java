package io.murmur.protocol.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where the trace of a write began, as it travels beside the entry so that whoever applies it can continue the trace. The
 * protocol knows nothing of traces: to it this is a small value that goes a few agents far. It is no part of the entry, of
 * its hash or of its seal, so whoever passes an entry on may have changed it, and nothing may depend on it.
 *
 * @param traceHigh the upper half of the trace id
 * @param traceLow the lower half of the trace id
 * @param span the id of the span that created the entry
 * @param flags the trace flags of W3C's Trace Context
 * @param budget how many agents it may still reach, one after another
 */
public record CreationContext(long traceHigh, long traceLow, long span, int flags, int budget) {
    /** Bytes on the wire: trace id 16, span id 8, flags 1, hop budget 1. */
    public static final int BYTES = 26;

    /** The flag that says that the trace is recorded; a context without it does not travel. */
    public static final int SAMPLED = 1;
    /** The largest hop budget: more agents than any entry passes one after another. */
    public static final int BUDGET_MAX = 32;

    /** All flags there may be: that one, and the one that says that the trace id is random. */
    public static final int FLAGS = SAMPLED | 2;

    public CreationContext {
        if (!isValid(traceHigh, traceLow, span, flags, budget)) {
            throw new IllegalArgumentException("no creation context: trace " + traceHigh + " " + traceLow + ", span "
                    + span + ", flags " + flags + ", budget " + budget);
        }
    }

    /** What the next agent may pass on; null if it is to keep it to itself. */
    public @Nullable CreationContext next() {
        return budget == 1 ? null : new CreationContext(traceHigh, traceLow, span, flags, budget - 1);
    }

    private static boolean isValid(long traceHigh, long traceLow, long span, int flags, int budget) {
        boolean ids = (traceHigh | traceLow) != 0 && span != 0;
        return ids && (flags & SAMPLED) != 0 && (flags & ~FLAGS) == 0 && budget >= 1 && budget <= BUDGET_MAX;
    }

    /** Reads one, of which enough bytes are left; null, and a flaw, where it is none. */
    static @Nullable CreationContext read(Cursor in) {
        long traceHigh = in.u64();
        long traceLow = in.u64();
        long span = in.u64();
        int flags = in.u8();
        int budget = in.u8();
        if (!isValid(traceHigh, traceLow, span, flags, budget)) {
            in.refuse(Malformed.RANGE);
            return null;
        }
        return new CreationContext(traceHigh, traceLow, span, flags, budget);
    }
}
