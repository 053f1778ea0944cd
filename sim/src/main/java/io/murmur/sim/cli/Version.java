package io.murmur.sim.cli;

import io.murmur.telemetry.Build;
import picocli.CommandLine.IVersionProvider;

/** What was built. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"murmur " + Build.VERSION};
    }
}
