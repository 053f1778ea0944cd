@NullMarked
package io.murmur.sidecar.api;

import org.jspecify.annotations.NullMarked;
