package io.murmur.hierarchical.wire;

/** The first byte of an extension message: what it is about. */
public final class Family {
    /** Who leads: {@link ElectionMessage}. */
    public static final int ELECTION = ElectionWriter.VERSION;
    /** Where updates go: {@link SpreadMessage}. */
    public static final int SPREAD = 2;
    /** Which groups there are: {@link TreeMessage}. */
    public static final int TREE = 3;

    private Family() {}
}
