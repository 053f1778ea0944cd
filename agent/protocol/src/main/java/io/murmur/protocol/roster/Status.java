package io.murmur.protocol.roster;

/** What is believed of a member, in the order in which claims of one incarnation override each other (SWIM §4.2). */
public enum Status {
    ALIVE,
    SUSPECT,
    DEAD,
    LEFT;

    private static final Status[] BY_CODE = values();

    /** Whether members of this status are gossiped with: they are, or may be, running. */
    public boolean live() {
        return this == ALIVE || this == SUSPECT;
    }

    /** The status with this wire code, which must be in 0..3. */
    public static Status ofCode(int code) {
        return BY_CODE[code];
    }
}
