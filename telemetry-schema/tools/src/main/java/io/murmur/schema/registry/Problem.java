package io.murmur.schema.registry;

/** What is wrong with a registry, and where. */
public record Problem(Place place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
