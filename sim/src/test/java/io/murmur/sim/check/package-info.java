/** Every checker is shown what it must not accept, and what it must. */
@NullMarked
package io.murmur.sim.check;

import org.jspecify.annotations.NullMarked;
