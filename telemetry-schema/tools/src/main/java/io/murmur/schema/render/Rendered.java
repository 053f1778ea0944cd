package io.murmur.schema.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A generated file.
 *
 * @param name relative to the folder that all go to
 */
public record Rendered(String name, String text) {
    /** Whether the file in this folder is just this. */
    public boolean isCurrent(Path folder) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    /** Writes the file, unless it is current: then a compiler has nothing to do. */
    public void write(Path folder) throws IOException {
        if (!isCurrent(folder)) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        }
    }
}
