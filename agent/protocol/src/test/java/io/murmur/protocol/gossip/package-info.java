@NullMarked
package io.murmur.protocol.gossip;

import org.jspecify.annotations.NullMarked;
