/**
 * Who is in the swarm, as values: a {@link io.murmur.protocol.roster.Member} is what is claimed about one agent, a
 * {@link io.murmur.protocol.roster.Roster} is everything one agent believes about the others. Both are immutable, so a
 * million simulated agents that believe the same share one roster. How beliefs change is the business of {@code
 * membership}; this package only says which of two claims wins.
 */
@NullMarked
package io.murmur.protocol.roster;

import org.jspecify.annotations.NullMarked;
