package io.murmur.schema.registry;

/**
 * One way in which a registry differs from an earlier one.
 *
 * @param place where
 * @param gone whether that is in the earlier registry, since the later one has it no more
 * @param breaking whether dashboards, alerts or code that go by the earlier one may fail for it
 */
public record Change(Place place, boolean gone, String message, boolean breaking) {
    @Override
    public String toString() {
        return place + ": " + (breaking ? "breaking: " : "") + message;
    }
}
