package io.murmur.sidecar.run;

import io.murmur.telemetry.AgentResource;
import io.murmur.telemetry.DerivedIds;
import io.murmur.telemetry.Pipeline;
import io.opentelemetry.api.incubator.config.DeclarativeConfigException;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.DeclarativeConfiguration;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.AttributeNameValueModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.IdGeneratorModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.IdGeneratorPropertyModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.OpenTelemetryConfigurationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.ResourceModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.TracerProviderModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.internal.ExperimentalInstrumentationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.internal.ExperimentalLanguageSpecificInstrumentationModel;
import io.opentelemetry.sdk.autoconfigure.declarativeconfig.model.internal.ExperimentalLanguageSpecificInstrumentationPropertyModel;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A pipeline by a file of OpenTelemetry's declarative configuration. The file says where signals go and how; three things
 * are added to it: who the agent is, ids of spans that derive from operations, and what the SDK tells of itself.
 */
final class Declared {
    private static final String IDS = "murmur_derived";
    private static final String SDK = "otel_sdk";

    private Declared() {}

    /** @throws IllegalArgumentException if the file cannot be read, or is none */
    static Pipeline pipeline(Path file, AgentResource agent) {
        try (InputStream in = Files.newInputStream(file)) {
            OpenTelemetryConfigurationModel model = DeclarativeConfiguration.parse(in);
            identify(model, agent);
            deriveIds(model);
            tellOfItself(model);
            return Pipeline.of(
                    DeclarativeConfiguration.create(model, new Components()).getSdk());
        } catch (IOException e) {
            throw new IllegalArgumentException("telemetry.configuration: cannot read " + file, e);
        } catch (DeclarativeConfigException e) {
            throw new IllegalArgumentException("telemetry.configuration: " + file + ": " + e.getMessage(), e);
        }
    }

    private static void identify(OpenTelemetryConfigurationModel model, AgentResource agent) {
        ResourceModel resource = model.getResource() == null ? new ResourceModel() : model.getResource();
        List<AttributeNameValueModel> attributes = new ArrayList<>();
        agent.identity()
                .forEach((key, value) -> attributes.add(
                        new AttributeNameValueModel().withName(key.getKey()).withValue(value)));
        if (resource.getAttributes() != null) {
            attributes.addAll(resource.getAttributes()); // the file has the last word
        }
        model.withResource(resource.withAttributes(attributes));
    }

    private static void deriveIds(OpenTelemetryConfigurationModel model) {
        TracerProviderModel traces = model.getTracerProvider();
        if (traces != null) {
            traces.withIdGenerator(new IdGeneratorModel().withAdditionalProperty(IDS, new IdGeneratorPropertyModel()));
        }
    }

    private static void tellOfItself(OpenTelemetryConfigurationModel model) {
        ExperimentalInstrumentationModel all = model.getInstrumentationDevelopment() == null
                ? new ExperimentalInstrumentationModel()
                : model.getInstrumentationDevelopment();
        ExperimentalLanguageSpecificInstrumentationModel java =
                all.getJava() == null ? new ExperimentalLanguageSpecificInstrumentationModel() : all.getJava();
        if (!java.getAdditionalProperties().containsKey(SDK)) {
            java.withAdditionalProperty(
                    SDK,
                    new ExperimentalLanguageSpecificInstrumentationPropertyModel()
                            .withAdditionalProperty("internal_telemetry_version", "latest"));
        }
        model.withInstrumentationDevelopment(all.withJava(java));
    }

    /** Those on the class path, and the ids. */
    private static final class Components implements ComponentLoader {
        private final ComponentLoader known = ComponentLoader.forClassLoader(Declared.class.getClassLoader());

        @Override
        public <T> Iterable<T> load(Class<T> type) {
            List<T> all = new ArrayList<>(ComponentLoader.loadList(known, type));
            if (type == ComponentProvider.class) {
                all.add(type.cast(new Ids()));
            }
            return all;
        }
    }

    private static final class Ids implements ComponentProvider {
        @Override
        public Class<IdGenerator> getType() {
            return IdGenerator.class;
        }

        @Override
        public String getName() {
            return IDS;
        }

        @Override
        public Object create(DeclarativeConfigProperties none) {
            return new DerivedIds();
        }
    }
}
