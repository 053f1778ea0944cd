@NullMarked
package io.murmur.protocol.host;

import org.jspecify.annotations.NullMarked;
