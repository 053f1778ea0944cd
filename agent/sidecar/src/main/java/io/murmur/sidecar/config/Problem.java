package io.murmur.sidecar.config;

/**
 * Something wrong with a configuration.
 *
 * @param at file, line and column, or the environment variable
 * @param path of the knob, with dots; empty for the document itself
 * @param message what was found, what was expected
 */
public record Problem(Yaml.Mark at, String path, String message) {
    @Override
    public String toString() {
        return at + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
