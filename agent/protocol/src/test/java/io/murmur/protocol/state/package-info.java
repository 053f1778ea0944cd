@NullMarked
package io.murmur.protocol.state;

import org.jspecify.annotations.NullMarked;
