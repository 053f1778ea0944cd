package io.murmur.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** What was built: both hosts tell it to humans, and with every signal. */
public final class Build {
    /** The version of this build. */
    public static final String VERSION = version();

    private Build() {}

    private static String version() {
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in, "a build without build.properties"));
            return Objects.requireNonNull(properties.getProperty("version"), "build.properties without a version");
        } catch (IOException broken) {
            throw new IllegalStateException("build.properties cannot be read", broken);
        }
    }
}
