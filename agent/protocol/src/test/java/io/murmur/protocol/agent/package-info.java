@NullMarked
package io.murmur.protocol.agent;

import org.jspecify.annotations.NullMarked;
