package io.murmur.schema;

import java.util.Locale;

/** How far a definition may still change, in OpenTelemetry's words. */
public enum Stability {
    DEVELOPMENT,
    ALPHA,
    BETA,
    RELEASE_CANDIDATE,
    STABLE;

    /** As a registry writes it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The stability of a word.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Stability of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
