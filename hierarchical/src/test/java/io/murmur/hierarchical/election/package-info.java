@NullMarked
package io.murmur.hierarchical.election;

import org.jspecify.annotations.NullMarked;
