/**
 * The invariants, one checker each. A checker looks at the swarm from outside, after every round and at the end, through
 * a {@link io.murmur.sim.check.View}; it knows nothing of how the kernel works, and a doctored view makes it speak up.
 */
@NullMarked
package io.murmur.sim.check;

import org.jspecify.annotations.NullMarked;
