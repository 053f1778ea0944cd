package io.murmur.schema.check;

import java.util.Locale;

/** How much a finding matters, least first. */
public enum Level {
    /** Nothing has to be done. */
    INFORMATION,
    /** It would be better otherwise. */
    IMPROVEMENT,
    /** What was emitted is not as it was declared. */
    VIOLATION;

    /** As reports write it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
