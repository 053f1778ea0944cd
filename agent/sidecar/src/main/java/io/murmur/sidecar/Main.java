package io.murmur.sidecar;

import io.murmur.sidecar.cli.Murmur;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Murmur.run(arguments));
    }
}
