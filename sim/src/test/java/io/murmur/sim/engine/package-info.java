/** The world is the same however it is computed, and time in it is what it says. */
@NullMarked
package io.murmur.sim.engine;

import org.jspecify.annotations.NullMarked;
