@NullMarked
package io.murmur.sidecar.node;

import org.jspecify.annotations.NullMarked;
