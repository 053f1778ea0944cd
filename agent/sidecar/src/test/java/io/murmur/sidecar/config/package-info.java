@NullMarked
package io.murmur.sidecar.config;

import org.jspecify.annotations.NullMarked;
