package io.murmur.sidecar.cli;

import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.security.Keyring;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

/** Where the swarm's keys come from. */
final class Keys {
    private Keys() {}

    static Keyring of(Config config, boolean devKey, PrintWriter err) throws IOException {
        String swarm = config.swarm().id();
        Config.Security security = config.security();
        if (!security.keys().isEmpty()) {
            return Keyring.of(swarm, security.keys());
        }
        if (!security.keyFile().isEmpty()) {
            return Keyring.of(swarm, lines(Path.of(security.keyFile())));
        }
        if (!devKey) {
            throw new Failure(
                    Failure.MISUSE,
                    "an agent needs its swarm's key: set security.keys or security.keyFile (a key is made by"
                            + " `head -c 32 /dev/urandom | base64`), or try it out with --dev-key");
        }
        Path file = Path.of(System.getProperty("user.home"), ".murmur", "dev.key");
        make(file);
        err.println("murmur: WARNING: the key in " + file + " is for trials, not for a swarm that matters");
        return Keyring.of(swarm, lines(file));
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IOException("cannot read the keys in " + file, e);
        }
    }

    private static void make(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        FileAttribute<?>[] privately =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path whole = Files.createTempFile(file.getParent(), "dev", ".key", privately);
        try {
            Files.writeString(whole, Keyring.generate(new SecureRandom()) + "\n");
            Files.move(whole, file);
        } catch (FileAlreadyExistsException e) {
            // another agent was quicker, and made it
            Files.delete(whole);
        }
    }
}
