/**
 * Entries, versions and the state that merges them.
 */
@NullMarked
package io.murmur.protocol.state;

import org.jspecify.annotations.NullMarked;
