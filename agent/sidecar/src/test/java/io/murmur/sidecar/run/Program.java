package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that a test runs and waits for; what it prints goes to a file. */
final class Program implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Where a program of the machine is; skips the test where there is none. */
    static String onThePath(String name) {
        Optional<Path> found = find(name);
        assumeTrue(found.isPresent(), "skipped: there is no '" + name + "' on the PATH");
        return found.orElseThrow().toString();
    }

    /** Whether there is a program of this name on the machine. */
    static boolean installed(String name) {
        return find(name).isPresent();
    }

    private static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts one.
     *
     * @param name what it is called here, and the name of its log in the folder
     */
    static Program start(String name, Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new Program(name, builder.start(), log);
    }

    /** Blocks until something is so; fails when it is not in time, or the program ends. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        awaitNone(what, () -> condition.call() ? List.of() : List.of("it is not so"));
    }

    /** Blocks until nothing is missing; fails with what is when it is not in time, or the program ends. */
    void awaitNone(String what, Callable<? extends Collection<String>> missing) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (Collection<String> left = missing.call(); !left.isEmpty(); left = missing.call()) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + log());
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not in time: " + what + "\n" + String.join("\n", left) + "\n" + log());
            }
        }
    }

    /** Blocks until a server answers that all is well. */
    void awaitAnswer(URI uri) throws Exception {
        await(name + " answers", () -> status(uri) == 200);
    }

    private static int status(URI uri) throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobodyListens) {
            return 0;
        }
    }

    /** What it printed so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    boolean running() {
        return process.isAlive();
    }

    /** Has it end without a chance to do anything about it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and waits until it has. */
    void end() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    /** Waits until it has ended, and says how. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError(name + " does not end when it is asked to");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
