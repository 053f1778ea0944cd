package io.murmur.sim.signal;

/** How much a run tells of its operations. All of them are counted in every mode. */
public enum TracingMode {
    /** Nothing is told. */
    OFF,
    /** Every operation is in the metrics, none is a span. */
    COUNTED,
    /** As {@link #COUNTED}; some operations are spans too, and each of these is exported. */
    SAMPLED,
    /** As {@link #COUNTED}; every operation is a span too. They are aggregated, and a bounded sample is exported. */
    ALL
}
