@NullMarked
package io.murmur.protocol.roster;

import org.jspecify.annotations.NullMarked;
