/** Of updates along the tree. */
@NullMarked
package io.murmur.hierarchical.spread;

import org.jspecify.annotations.NullMarked;
