/** What the simulator emits, held against the registry. */
@NullMarked
package io.murmur.sim.signal;

import org.jspecify.annotations.NullMarked;
