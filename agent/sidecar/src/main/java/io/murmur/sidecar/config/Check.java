package io.murmur.sidecar.config;

/** A knob's range, checked where its record is made. */
final class Check {
    private Check() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
