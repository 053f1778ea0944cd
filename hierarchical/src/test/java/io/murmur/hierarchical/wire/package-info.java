@NullMarked
package io.murmur.hierarchical.wire;

import org.jspecify.annotations.NullMarked;
