package io.murmur.schema.registry;

/**
 * A line of a file.
 *
 * @param line from 1
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
