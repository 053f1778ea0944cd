package io.murmur.sim.signal;

import io.murmur.sim.engine.EventSink;

/** Somebody who watches every operation of a run, and accounts for them when it is over. */
public interface Witness extends EventSink.Factory {
    /**
     * What became of the operations; no more of them come.
     *
     * @param operations how many there were, as the engine counted them
     */
    Tracing account(long operations);

    /** A witness that tells nothing, beside somebody who watches. */
    static Witness silent(EventSink.Factory watchers) {
        return new Witness() {
            @Override
            public EventSink open(int first, int count) {
                return watchers.open(first, count);
            }

            @Override
            public Tracing account(long operations) {
                return Tracing.off(operations);
            }
        };
    }
}
