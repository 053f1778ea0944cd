@NullMarked
package io.murmur.protocol.membership;

import org.jspecify.annotations.NullMarked;
