@NullMarked
package io.murmur.sidecar.security;

import org.jspecify.annotations.NullMarked;
