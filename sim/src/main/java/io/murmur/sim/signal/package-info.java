/** What a simulated swarm tells an OpenTelemetry receiver: the same signals as a real one, by the same mapper. */
@NullMarked
package io.murmur.sim.signal;

import org.jspecify.annotations.NullMarked;
