@NullMarked
package io.murmur.sidecar.store;

import org.jspecify.annotations.NullMarked;
