/** The oracle, held against the figures of the literature. */
@NullMarked
package io.murmur.sim.oracle;

import org.jspecify.annotations.NullMarked;
