/**
 * What is to happen in a run, as data: a swarm, its network, what is written, what breaks, and what is expected of it. Read
 * strictly from YAML; some scenarios come with the simulator.
 */
@NullMarked
package io.murmur.sim.scenario;

import org.jspecify.annotations.NullMarked;
