package io.murmur.sidecar.store;

import java.nio.file.Path;

/** A data directory that cannot be used, and why. */
public final class StoreException extends Exception {
    /** Why. */
    public enum Reason {
        /** Another process has it open. */
        IN_USE,
        /** What is in it is damaged, or was not written by this program. */
        CORRUPT,
        /** The system does not let this program read or write it. */
        INACCESSIBLE
    }

    private final Reason reason;

    StoreException(Reason reason, Path directory, String detail, Throwable cause) {
        super(directory + ": " + detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
