package io.murmur.sidecar.store;

import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

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

    /** What the file's format says of it. */
    static StoreException of(Path directory, MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED ->
                new StoreException(Reason.IN_USE, directory, "is in use by another agent", e);
            case DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_WRITING_FAILED ->
                new StoreException(Reason.INACCESSIBLE, directory, "cannot be used: " + e.getMessage(), e);
            default -> new StoreException(Reason.CORRUPT, directory, "is damaged: " + e.getMessage(), e);
        };
    }

    public Reason reason() {
        return reason;
    }
}
