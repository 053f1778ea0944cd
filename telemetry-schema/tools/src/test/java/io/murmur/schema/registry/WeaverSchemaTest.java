package io.murmur.schema.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The registry against Weaver's own JSON schema of definition/2 files, which lies beside this repository or nowhere. */
class WeaverSchemaTest {
    private static final Path SCHEMA = Path.of("../../../shared/weaver/semconv.schema.v2.json");

    @ParameterizedTest
    @ValueSource(strings = {"attributes", "metrics", "spans", "events", "entities"})
    void theFileIsWhatWeaverExpects(String file) throws IOException {
        assumeTrue(Files.exists(SCHEMA), "skipped: Weaver's JSON schema is not at ../shared/weaver of the repository");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);

        List<Error> errors =
                schema.validate(Files.readString(Path.of("../registry", file + ".yaml")), InputFormat.YAML);

        assertEquals(List.of(), errors);
    }
}
