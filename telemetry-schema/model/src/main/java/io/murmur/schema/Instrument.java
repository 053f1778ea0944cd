package io.murmur.schema;

import java.util.Locale;

/** The kinds of instruments, whether they are recorded or observed. */
public enum Instrument {
    COUNTER,
    UPDOWNCOUNTER,
    GAUGE,
    HISTOGRAM;

    /** As a registry writes it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
