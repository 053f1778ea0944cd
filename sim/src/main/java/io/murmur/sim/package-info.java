/**
 * The host that is simulated: a virtual network and a virtual clock around the very same kernels, with the faults and the
 * checkers that judge them.
 */
@NullMarked
package io.murmur.sim;

import org.jspecify.annotations.NullMarked;
