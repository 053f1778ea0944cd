@NullMarked
package io.murmur.sidecar.cli;

import org.jspecify.annotations.NullMarked;
