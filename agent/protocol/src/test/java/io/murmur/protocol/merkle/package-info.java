@NullMarked
package io.murmur.protocol.merkle;

import org.jspecify.annotations.NullMarked;
