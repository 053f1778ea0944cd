/**
 * Kernel 1: what an agent of the swarm is and does, with nothing of the world it runs in. Read the packages in this
 * order, each of which knows only those before it: {@code merkle} (hashes, tries, proofs), {@code state} (entries and
 * how they merge), {@code roster} (members and what is believed of them), {@code wire} (what travels), {@code host} (the
 * seam to whatever runs an agent), {@code gossip} (how state spreads), {@code membership} (who is there), {@code agent}
 * (the whole). The protocol itself is specified in {@code docs/protocol.md}.
 */
@NullMarked
package io.murmur.protocol;

import org.jspecify.annotations.NullMarked;
