package io.murmur.schema;

/** The kinds of instruments, whether they are recorded or observed. */
public enum Instrument {
    COUNTER,
    UPDOWNCOUNTER,
    GAUGE,
    HISTOGRAM
}
