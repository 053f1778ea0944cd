package io.murmur.sidecar.config;

import io.murmur.protocol.state.Limits;

/**
 * What the agent is willing to hold; see {@link Limits}.
 *
 * @param key the longest key
 * @param value the longest inline value
 * @param entries the most entries, tombstones included
 * @param state the most bytes of all entries
 * @param contents the most bytes of values by reference
 */
public record LimitKnobs(Size key, Size value, int entries, Size state, Size contents) {
    static final LimitKnobs DEFAULT = new LimitKnobs(
            new Size(Limits.DEFAULT.keyBytesMax()),
            new Size(Limits.DEFAULT.valueBytesMax()),
            Limits.DEFAULT.entriesMax(),
            new Size(Limits.DEFAULT.stateBytesMax()),
            Size.parse("64MiB"));

    public LimitKnobs {
        limits(key, value, entries, state);
    }

    Limits limits() {
        return limits(key, value, entries, state);
    }

    private static Limits limits(Size key, Size value, int entries, Size state) {
        return new Limits(key.intBytes(), value.intBytes(), entries, state.bytes());
    }
}
