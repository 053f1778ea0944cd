package io.murmur.protocol.roster;

/** What is believed of a member, in the order in which claims of one incarnation override each other (SWIM §4.2). */
public enum Status {
    ALIVE(0),
    SUSPECT(1),
    DEAD(2),
    LEFT(3);

    /** The highest wire code. */
    public static final int CODE_MAX = 3;

    private static final Status[] BY_CODE = values();

    private final int code;

    Status(int code) {
        this.code = code;
    }

    /** What stands for this status on the wire, 0..{@value #CODE_MAX}. */
    public int code() {
        return code;
    }

    /** Whether members of this status are gossiped with: they are, or may be, running. */
    public boolean live() {
        return this == ALIVE || this == SUSPECT;
    }

    /** The status with this wire code, which must be in 0..{@value #CODE_MAX}. */
    public static Status ofCode(int code) {
        return BY_CODE[code];
    }
}
