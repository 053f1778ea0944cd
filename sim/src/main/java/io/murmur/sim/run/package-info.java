/**
 * One run: a {@link io.murmur.sim.scenario.Scenario} played on a swarm, watched by every checker, and the figures that come
 * out of it.
 */
@NullMarked
package io.murmur.sim.run;

import org.jspecify.annotations.NullMarked;
