@NullMarked
package io.murmur.protocol.wire;

import org.jspecify.annotations.NullMarked;
