/**
 * Measures real agents on loopback. {@link io.murmur.sidecar.bench.Measure} is the program; {@link
 * io.murmur.sidecar.bench.Swarm} is what it measures, with the defaults for a local network.
 */
@NullMarked
package io.murmur.sidecar.bench;

import org.jspecify.annotations.NullMarked;
