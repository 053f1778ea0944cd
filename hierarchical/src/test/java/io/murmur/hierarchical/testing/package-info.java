/** A deterministic network in virtual time for the tests of this kernel: the same seed gives the same run. */
@NullMarked
package io.murmur.hierarchical.testing;

import org.jspecify.annotations.NullMarked;
