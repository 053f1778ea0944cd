package io.murmur.protocol.state;

/**
 * Who writes an entry, when, and for whom.
 *
 * @param version a stamp of the owner's {@link HybridClock}, greater than {@link Version#NEVER}
 * @param owner the writing agent's id, all 64-bit values
 * @param scope how far the entry travels
 */
public record Origin(long version, long owner, Scope scope) {

    public Origin {
        if (version <= Version.NEVER) {
            throw new IllegalArgumentException("not a stamp: " + version);
        }
    }
}
