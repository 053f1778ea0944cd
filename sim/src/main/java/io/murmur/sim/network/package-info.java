/**
 * What lies between the agents: {@link io.murmur.sim.network.Weather} loses, doubles, delays and cuts, and a {@link
 * io.murmur.sim.network.Latency} says how long the way takes.
 */
@NullMarked
package io.murmur.sim.network;

import org.jspecify.annotations.NullMarked;
