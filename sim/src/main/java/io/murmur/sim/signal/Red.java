package io.murmur.sim.signal;

import io.opentelemetry.api.trace.SpanKind;

/**
 * Rate, errors and duration of all spans of one name and kind.
 *
 * @param name of the spans
 * @param kind of the spans
 * @param count how many ended; the rate is this over the swarm's time
 * @param errors how many of them failed
 * @param p50Nanos the median of their durations in nanoseconds of the swarm's time, to two digits
 * @param p99Nanos the 99th percentile, likewise
 * @param maxNanos the longest, likewise
 */
public record Red(String name, SpanKind kind, long count, long errors, long p50Nanos, long p99Nanos, long maxNanos) {}
