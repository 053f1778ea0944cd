package io.murmur.schema.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code weaver.yaml} may say, and what comes of it. */
class RendererTest {
    private static final String CONFIG = """
            whitespace_control: {trim_blocks: true, lstrip_blocks: true, keep_trailing_newline: true}
            params: {greeting: Hello}
            templates:
              - template: cups.txt.j2
                application_mode: single
                filter: &cups '{cups: .registry.metrics, word: $greeting}'
              - template: cup.txt.j2
                application_mode: each
                file_name: "cups/{{ ctx.name }}.txt"
                params: {greeting: Good day}
                filter: '.registry.metrics | map(. + {word: $greeting})'
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void templates() throws IOException {
        Files.writeString(folder.resolve("cups.txt.j2"), """
                {{ ctx.word }}
                {% for c in ctx.cups %}
                  {{ c.name }}{% if not loop.last %};{% endif %}

                {% endfor %}
                """);
        Files.writeString(folder.resolve("cup.txt.j2"), "{{ ctx.word }}, {{ ctx.name }}\n");
    }

    private List<Rendered> render(String config) throws IOException {
        Files.writeString(folder.resolve("weaver.yaml"), config);
        JsonNode document = new ObjectMapper().readTree("""
                {"registry": {"metrics": [{"name": "tea"}, {"name": "{{ coffee }}"}]}}
                """);
        return new Renderer(Target.read(folder)).render(document);
    }

    @Test
    void aTemplateIsFilledOnceOrForEachItem() throws IOException {
        assertEquals(
                List.of(
                        new Rendered("cups.txt", "Hello\n  tea;\n  {{ coffee }}\n"),
                        new Rendered("cups/tea.txt", "Good day, tea\n"),
                        new Rendered("cups/{{ coffee }}.txt", "Good day, {{ coffee }}\n")),
                render(CONFIG));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            trim_blocks: true      | blocks: 1, trim_blocks: true | Unrecognized field "blocks"
            application_mode: each | application_mode: all  | not one of the values accepted
            filter: &cups          | filtre: &cups          | Unrecognized field "filtre"
            params: {greeting: Hello} | acronyms: [TEA]     | Unrecognized field "acronyms"
            .registry.metrics, word | .registry.metrics[, word | cups.txt.j2, its filter
            $greeting}'            | $farewell}'            | cups.txt.j2, its filter
            {{ ctx.name }}.txt     | {{ ctx.nome }}.txt     | cup.txt.j2, its file name
            """)
    void whatIsWrongIsNamed(String right, String wrong, String message) {
        assertTrue(CONFIG.contains(right), right);

        InvalidTemplates invalid = assertThrows(InvalidTemplates.class, () -> render(CONFIG.replace(right, wrong)));

        assertTrue(String.valueOf(invalid.getMessage()).contains(message), invalid::getMessage);
    }

    @Test
    void aTemplateThatAsksForWhatIsNotThereIsNamedWithItsLine() throws IOException {
        Files.writeString(folder.resolve("cup.txt.j2"), "\n{{ nothing.here }}\n");

        InvalidTemplates invalid = assertThrows(InvalidTemplates.class, () -> render(CONFIG));

        assertTrue(String.valueOf(invalid.getMessage()).startsWith("cup.txt.j2:2: "), invalid::getMessage);
    }

    @Test
    void aFileThatIsCurrentIsLeftAlone() throws IOException {
        Rendered file = new Rendered("cups/tea.txt", "Tea.\n");
        file.write(folder);
        Path written = folder.resolve("cups/tea.txt");
        Files.setLastModifiedTime(written, FileTime.fromMillis(1));

        file.write(folder);

        assertEquals(1, Files.getLastModifiedTime(written).toMillis());
        assertTrue(file.isCurrent(folder));
    }
}
