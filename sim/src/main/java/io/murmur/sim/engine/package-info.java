/**
 * The world that the agents live in: {@link io.murmur.sim.engine.Swarm} holds them in {@link
 * io.murmur.sim.engine.Partition}s of a few thousand, a {@link io.murmur.sim.engine.Timing} says when what happens to
 * them, and a {@link io.murmur.sim.engine.Crew} of threads works through the partitions, step by step.
 *
 * <p>Nothing here depends on the number of threads or the size of a partition: what reaches an agent in a step is put in
 * the order (receiver, time, sender, sequence) first, every draw of luck belongs to an agent, and partitions meet only at
 * barriers.
 */
@NullMarked
package io.murmur.sim.engine;

import org.jspecify.annotations.NullMarked;
