/** The command {@code murmur sim}. */
@NullMarked
package io.murmur.sim.cli;

import org.jspecify.annotations.NullMarked;
