package io.murmur.schema.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: murmur.cups    | name: murmur.Cups     | 18: 'murmur.Cups' is not snake_case separated by dots
            name: murmur.cups    | name: cups            | 18: 'cups' is outside the namespace 'murmur.'
            name: murmur.cups    | name: murmur.cups_total | 18: the name of a metric does not end in 'total'
            name: murmur.cups    | name: murmur.cup.duration | 18: a duration is a double in seconds
            "{cup}"              | cups                  | 18: 'cups' is not a unit of UCUM that the conventions use
            "{cup}"              | "{Cup}"               | 18: '{Cup}' is not a unit of UCUM that the conventions use
            brief: Number of cups. | brief: number of cups | 18: the brief must begin with a capital and end with a full stop: number of cups
            value: deep_blue     | value: deep-blue      | 16: 'deep_blue' must be snake_case and the same as its value
            id: deep_blue, value: deep_blue | id: red, value: red | 16: the member 'red' is defined twice
            murmur.pour.internal | murmur.pour.client    | 32: the type of a span ends with its kind, '.internal'
            pour {murmur.cup.colour} | pour {murmur.cup.size} | 32: the name refers to 'murmur.cup.size', which is no required attribute of the span
            [murmur.kitchen]     | [murmur.cellar]       | 18: there is no entity 'murmur.cellar'
            ref: error.type      | ref: error.kind       | 28: 'error.kind' is defined neither here nor by OpenTelemetry
            [registry.error]     | [registry.network]    | 28: 'error.type' needs 'registry.error' among the imports
            attribute_groups: [registry.error] | {attribute_groups: [registry.error], metrics: [tea.*]} | 3: 'tea.*' imports nothing
            attribute_groups: [registry.error] | attribute_groups: [registry.error, registry.tea] | 3: 'registry.tea' imports nothing
            identity:            | description:          | 42: nothing tells one 'murmur.kitchen' from another
            ref: murmur.cup.size | ref: murmur.cup.colour | 5: no signal refers to 'murmur.cup.size'
            ref: error.type      | ref: murmur.cup.colour | 28: 'murmur.cup.colour' is referred to twice
            """)
    void aBrokenRuleIsReportedWithItsLine(String right, String wrong, String problem) throws IOException {
        Draft draft = Draft.in(folder).with(right, wrong);

        assertEquals(List.of("signals.yaml:" + problem), draft.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "s", "By", "{cup}", "{tea_cup}", "%"})
    void aUnitOfUcumIsAccepted(String unit) throws IOException {
        assertEquals(List.of(), Draft.in(folder).with("{cup}", unit).problems());
    }

    @ParameterizedTest
    @CsvSource({
        "murmur.cup.colour, murmur.cup.size, the attribute 'murmur.cup.size' is at signals.yaml:5 too",
        "murmur.cup.colour, murmur.cup_size, the attribute 'murmur.cup_size' is called in code as 'murmur.cup.size' is",
        "murmur.cup.colour, murmur.cup.size.unit, the attribute 'murmur.cup.size' is the namespace of murmur.cup.size.unit"
    })
    void anAttributeIsNeitherTwiceNorANamespace(String key, String other, String message) throws IOException {
        List<String> problems =
                Draft.in(folder).with("key: " + key, "key: " + other).problems();

        assertEquals(message, problems.getFirst().replaceFirst("signals.yaml:\\d+: ", ""));
    }
}
