/**
 * How state spreads: push-pull gossip, digest first, payload once (Demers et al. 1987; Karp et al. 2000).
 *
 * <p>Read it in this order. {@link io.murmur.protocol.gossip.Gossip} holds the rounds: when one is due and what it says
 * to whom. {@link io.murmur.protocol.gossip.Contacts} chooses the peers, {@link io.murmur.protocol.gossip.Spread} says
 * how many and for how long, {@link io.murmur.protocol.gossip.Rumours} are the entries still worth telling. What comes
 * in is merged by {@link io.murmur.protocol.gossip.Intake}. Where two states differ and neither side remembers why,
 * {@link io.murmur.protocol.gossip.Repair} descends the two Merkle tries. {@link
 * io.murmur.protocol.gossip.Convergence} estimates from all this how far the swarm agrees.
 */
@NullMarked
package io.murmur.protocol.gossip;

import org.jspecify.annotations.NullMarked;
