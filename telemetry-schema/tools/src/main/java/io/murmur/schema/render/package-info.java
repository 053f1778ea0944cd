/**
 * Renders what is generated from a registry, with the very templates that OpenTelemetry's Weaver renders:
 * {@link io.murmur.schema.render.ResolvedDocument} is a registry as Weaver shows it to templates,
 * {@link io.murmur.schema.render.Target} is a folder of templates with its {@code weaver.yaml}, and
 * {@link io.murmur.schema.render.Renderer} filters the one with jq and fills the other with Jinja.
 */
@NullMarked
package io.murmur.schema.render;

import org.jspecify.annotations.NullMarked;
