package io.murmur.schema.render;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.murmur.schema.registry.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What OpenTelemetry's Weaver says of the registry and makes of the templates. It runs where {@code weaver} is on the PATH
 * and {@code SEMANTIC_CONVENTIONS} names the folder {@code model} of the semantic conventions that the registry depends on;
 * {@code WEAVER_POLICIES} names a folder of OpenTelemetry's policies, one folder each.
 */
class WeaverTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path REGISTRY = ROOT.resolve("telemetry-schema/registry");

    /** The entity {@code service} is stable upstream, and describes itself by an attribute that is not. */
    private static final String OF_UPSTREAM = "'service.criticality'";

    @TempDir
    Path folder = Path.of("");

    /** A copy of a registry whose dependency is on this machine: a path that the manifest gives goes before any setting. */
    private Path local(String registry) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(registry));
        try (Stream<Path> files = Files.list(ROOT.resolve("telemetry-schema").resolve(registry))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file)
                        .replaceAll("registry_path: .*", "registry_path: " + named("SEMANTIC_CONVENTIONS"));
                Files.writeString(copy.resolve(file.getFileName()), text);
            }
        }
        return copy;
    }

    private static Path named(String variable) {
        String value = System.getenv(variable);
        assumeTrue(value != null && Files.isDirectory(Path.of(value)), "skipped: " + variable + " names no folder");
        return Path.of(value);
    }

    private static Program.Result weaver(String... arguments) throws IOException, InterruptedException {
        String[] command = with(arguments, "registry");
        return Program.onThePath("weaver").run(ROOT, command);
    }

    private static String[] policies() throws IOException {
        try (Stream<Path> policies = Files.list(named("WEAVER_POLICIES"))) {
            return policies.filter(Files::isDirectory)
                    // it takes associations for names, where this Weaver has objects, and so knows none
                    .filter(policy -> !policy.endsWith("entity_associations"))
                    .sorted()
                    .flatMap(policy -> Stream.of("--policy", policy.toString()))
                    .toArray(String[]::new);
        }
    }

    private static String[] with(String[] some, String... others) {
        return Stream.of(others, some).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void acceptsTheRegistry() throws Exception {
        Program.Result result =
                weaver("check", "--v2", "--registry", local("registry").toString());

        assertEquals(0, result.code(), result::output);
    }

    @Test
    void findsNothingByOpenTelemetrysPolicies() throws Exception {
        Program.Result result = weaver(with(
                policies(),
                "check",
                "--v2",
                "--registry",
                local("registry").toString(),
                "--baseline-registry",
                local("baseline").toString()));

        List<String> messages = Pattern.compile("Message\\s+: (.*)")
                .matcher(result.output().replaceAll("\u001B\\[[0-9]*m", ""))
                .results()
                .map(found -> found.group(1))
                .filter(message -> !message.contains(OF_UPSTREAM))
                .toList();
        assertTrue(result.output().contains("comparison_after_resolution"), result::output);
        assertEquals(List.of(), messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "docs"})
    void rendersWhatTheBuildRenders(String target) throws Exception {
        Path templates = ROOT.resolve("telemetry-schema/templates");
        Path out = folder.resolve("out");

        Program.Result result = weaver(
                "generate",
                "--v2",
                "--skip-policies",
                "--registry",
                local("registry").toString(),
                "--templates",
                templates.toString(),
                target,
                out.toString());

        assertEquals(0, result.code(), result::output);
        List<Rendered> ours = new Renderer(
                        Target.read(templates.resolve("registry").resolve(target)))
                .render(ResolvedDocument.of(Checked.read(REGISTRY)));
        assertTrue(ours.size() > 1);
        assertAll(ours.stream()
                .map(file -> () -> assertEquals(file.text(), Files.readString(out.resolve(file.name())), file.name())));
    }
}
