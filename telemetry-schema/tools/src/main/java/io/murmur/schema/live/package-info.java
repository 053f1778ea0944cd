/**
 * Checks what arrives over OTLP against a registry: {@link io.murmur.schema.live.OtlpServer} listens,
 * {@link io.murmur.schema.live.Session} gathers what the checker says, {@link io.murmur.schema.live.Report} tells it in
 * the shape of Weaver's live-check. {@link io.murmur.schema.live.Emission} sends an example of every signal.
 */
@NullMarked
package io.murmur.schema.live;

import org.jspecify.annotations.NullMarked;
