/** Scenarios played as tests, and the reader of their files. */
@NullMarked
package io.murmur.sim.scenario;

import org.jspecify.annotations.NullMarked;
