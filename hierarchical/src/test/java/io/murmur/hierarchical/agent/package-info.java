/** Of an agent's part in the tree. */
@NullMarked
package io.murmur.hierarchical.agent;

import org.jspecify.annotations.NullMarked;
