/** Random bits without a state: each is a function of a seed and of what it is for. */
@NullMarked
package io.murmur.sim.chance;

import org.jspecify.annotations.NullMarked;
