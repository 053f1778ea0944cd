/**
 * Compares what was emitted with what is declared, as OpenTelemetry Weaver's live-check does: the same findings under
 * the same ids, and those about spans, which Weaver does not look up.
 *
 * <p>A {@link io.murmur.schema.check.Sample} is something that was emitted, whether it comes from an SDK in the same
 * process ({@link io.murmur.schema.check.SdkSamples}) or over OTLP. The {@link io.murmur.schema.check.Checker} compares
 * it with a {@link io.murmur.schema.Schema} and gives a {@link io.murmur.schema.check.Verdict}; verdicts add up to
 * {@link io.murmur.schema.check.Statistics} and {@link io.murmur.schema.check.Coverage}.
 */
@NullMarked
package io.murmur.schema.check;

import org.jspecify.annotations.NullMarked;
