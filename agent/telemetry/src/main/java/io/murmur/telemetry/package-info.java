/**
 * Turns what the kernels observe into OpenTelemetry spans, metrics and events, once for both hosts.
 */
@NullMarked
package io.murmur.telemetry;

import org.jspecify.annotations.NullMarked;
