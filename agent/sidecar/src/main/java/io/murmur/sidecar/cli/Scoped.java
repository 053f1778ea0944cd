package io.murmur.sidecar.cli;

import io.murmur.protocol.state.Scope;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What all commands about keys have in common: a key alone names no entry, only a key of a scope does. */
final class Scoped {
    @Option(names = "--scope", description = "The scope of the key: ${COMPLETION-CANDIDATES} (default: SWARM).")
    private Scope scope = Scope.SWARM;

    Scope scope() {
        return scope;
    }

    /** As the API wants it told. */
    String parameter() {
        return "scope=" + scope.name().toLowerCase(Locale.ROOT);
    }
}
