/**
 * Reads the registry of signals and writes Java from it, before the module's main sources are compiled.
 *
 * <p>{@link io.murmur.schema.generator.Tree} reads YAML with lines; {@link io.murmur.schema.generator.RegistryReader}
 * makes {@link io.murmur.schema.generator.Definition}s of it; {@link io.murmur.schema.generator.Resolver} finds what they
 * refer to, here or in OpenTelemetry's own conventions; {@link io.murmur.schema.generator.Rules} are the naming rules;
 * {@link io.murmur.schema.generator.Renderer} fills the templates. Whatever is wrong is a
 * {@link io.murmur.schema.generator.Problem} with its file and line, and stops the build.
 */
@NullMarked
package io.murmur.schema.generator;

import org.jspecify.annotations.NullMarked;
