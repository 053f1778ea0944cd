package io.murmur.schema.registry;

/**
 * One way in which a registry differs from an earlier one.
 *
 * @param place where: in the later registry, or for what is gone in the earlier one
 * @param breaking whether dashboards, alerts or code that go by the earlier one may fail for it
 */
public record Change(Place place, String message, boolean breaking) {
    @Override
    public String toString() {
        return place + ": " + (breaking ? "breaking: " : "") + message;
    }
}
