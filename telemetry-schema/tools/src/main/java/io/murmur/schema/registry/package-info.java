/**
 * Reads a registry of signals and compares it with an earlier one.
 *
 * <p>{@link io.murmur.schema.registry.Tree} reads YAML with lines; {@link io.murmur.schema.registry.RegistryReader}
 * makes {@link io.murmur.schema.registry.Definition}s of it; {@link io.murmur.schema.registry.Resolver} finds what they
 * refer to, here or in OpenTelemetry's own conventions; {@link io.murmur.schema.registry.Rules} are the naming rules;
 * {@link io.murmur.schema.registry.Comparison} finds what breaks those who go by an earlier registry. Whatever is wrong is a
 * {@link io.murmur.schema.registry.Problem} with its file and line, and stops the build.
 */
@NullMarked
package io.murmur.schema.registry;

import org.jspecify.annotations.NullMarked;
