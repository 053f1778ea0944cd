/**
 * Turns what the kernels observe into OpenTelemetry signals, written once for both hosts.
 *
 * <p>{@link io.murmur.telemetry.Tally} counts every event in a plain array and {@link io.murmur.telemetry.Counters} lets
 * OpenTelemetry read it when it collects ({@link io.murmur.telemetry.TreeCounts} knows the second kernel's): that is all that a simulator of a million agents needs.
 * {@link io.murmur.telemetry.Telemetry} does more for one event: it counts it, measures what has a duration
 * ({@link io.murmur.telemetry.Distributions}), makes a span of it if the {@link io.murmur.telemetry.SpanPolicy} picks it,
 * and tells changes as log events. {@link io.murmur.telemetry.Operation} gives each a trace and span id before anybody
 * decides to record it; traces that began elsewhere are continued as far as
 * {@link io.murmur.telemetry.FollowSettings} allow. {@link io.murmur.telemetry.RequestSignals} watches an agent's API. {@link io.murmur.telemetry.Pipeline} is the SDK of a real agent, with its exporters.
 */
@NullMarked
package io.murmur.telemetry;

import org.jspecify.annotations.NullMarked;
