package io.murmur.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house style as a test: it reads every Java source of the repository, whatever its module. */
class TidyTest {

    /** Ratchets: the style asks for 300 and 30; these only ever go down. */
    private static final int FILE_LINES_MAX = 500;

    private static final int METHOD_LINES_MAX = 60;

    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml",
            "README.md",
            "LICENSE",
            "murmur",
            "agent",
            "hierarchical",
            "telemetry-schema",
            "sim",
            "docs",
            "target");

    /** Words that name no thing of the field; matched as whole words of a camel-case name. */
    private static final Pattern EMPTY_WORD =
            Pattern.compile("(Manager|Helper|Util|Utils|Impl|Abstract)(?=\\p{Upper}|\\d|$)");

    // Spelled in halves, so that this file passes its own test.
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private static List<Path> sources = List.of();

    @BeforeAll
    static void findSources() throws IOException {
        try (Stream<Path> paths = Files.walk(ROOT)) {
            sources = paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> isSource(ROOT.relativize(path)))
                    .sorted()
                    .toList();
        }
        assertFalse(sources.isEmpty(), "no sources under " + ROOT);
    }

    @Test
    void everyFileIsShortEnoughToRead() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            int lines = Files.readAllLines(source).size();
            if (lines > FILE_LINES_MAX) {
                found.add(name(source) + ": " + lines + " lines, at most " + FILE_LINES_MAX);
            }
        }
        assertNone(found);
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (LEFT_OVER.matcher(lines.get(i)).find()) {
                    found.add(name(source) + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        }
        assertNone(found);
    }

    @Test
    void methodsAreShortTypesAreNounsAndNobodySleeps() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Reader(unit, positions, found), null);
            }
        }
        assertNone(found);
    }

    @Test
    void everyPackageIsNullMarkedAndIntroduced() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path source : sources) {
            Path folder = source.resolveSibling("package-info.java");
            // A test may live in a package that its module's main sources introduce.
            Path main = Path.of(folder.toString().replaceFirst("src/(test|bench)/java", "src/main/java"));
            Path test = Path.of(folder.toString().replaceFirst("src/bench/java", "src/test/java"));
            // A test alone in its package may carry the mark itself; main sources always have an introduction.
            Path alone = source.toString().contains("src/main/java") ? folder : source;
            if (Stream.of(folder, main, test, alone).noneMatch(TidyTest::isNullMarked)) {
                found.add(name(folder) + ": missing, or without @NullMarked");
            }
        }
        assertNone(List.copyOf(found));
    }

    @Test
    void theTopLevelHoldsOnlyWhatItNames() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            List<String> odd = entries.map(entry -> entry.getFileName().toString())
                    .filter(entry -> !entry.startsWith(".") && !TOP_LEVEL.contains(entry))
                    .sorted()
                    .toList();
            assertEquals(List.of(), odd);
        }
    }

    /** Collects what one source does against the style, each with its line. */
    private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final List<String> found;

        Reader(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            if (EMPTY_WORD.matcher(type.getSimpleName()).find()) {
                report(type, "a type named " + type.getSimpleName());
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            long first = line(positions.getStartPosition(unit, method));
            long last = line(positions.getEndPosition(unit, method));
            if (last - first + 1 > METHOD_LINES_MAX) {
                report(method, method.getName() + " has " + (last - first + 1) + " lines, at most " + METHOD_LINES_MAX);
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void unused) {
            String text = select.toString();
            if (text.equals("Thread.sleep") || text.equals("java.lang.Thread.sleep")) {
                report(select, "a sleeping thread: step the clock instead");
            }
            return super.visitMemberSelect(select, null);
        }

        private void report(Tree tree, String what) {
            Path source = Path.of(unit.getSourceFile().toUri());
            found.add(name(source) + ":" + line(positions.getStartPosition(unit, tree)) + ": " + what);
        }

        private long line(long position) {
            return position < 0 ? 1 : lines.getLineNumber(position);
        }
    }

    private static boolean isSource(Path path) {
        String text = path.toString().replace('\\', '/');
        return text.contains("src/") && text.contains("/java/") && !text.startsWith(".") && !text.contains("target/");
    }

    private static boolean isNullMarked(Path source) {
        try {
            return Files.exists(source)
                    && Files.readString(source).lines().anyMatch(line -> line.startsWith("@NullMarked"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertNone(List<String> found) {
        assertEquals("", String.join("\n", found));
    }

    private static String name(Path path) {
        return ROOT.relativize(path).toString();
    }

    private static Path root(Path folder) {
        if (Files.isDirectory(folder.resolve("telemetry-schema"))) {
            return folder;
        }
        Path parent = folder.getParent();
        if (parent == null) {
            throw new IllegalStateException("not inside the repository");
        }
        return root(parent);
    }
}
