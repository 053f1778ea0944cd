package io.murmur.protocol.state;

/** What a {@link State} makes of an entry. */
public enum Verdict {
    /** It belongs in the state and is not there yet. */
    FRESH,
    /** It is there already. */
    DUPLICATE,
    /** The state knows better: its own entry for the key supersedes this one. */
    STALE,
    /** It was written before the collection watermark, and what the state does not hold from then is gone for good. */
    BEHIND_WATERMARK,
    /** Its key or value is longer than the limits allow. */
    TOO_LARGE,
    /** There is no room for it. */
    FULL
}
