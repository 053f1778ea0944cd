/**
 * What a run is held against: the theory's figures, and an abstract model of the same epidemic in which an agent is one
 * bit.
 */
@NullMarked
package io.murmur.sim.oracle;

import org.jspecify.annotations.NullMarked;
