/**
 * What the members of a sub-swarm tell each other, byte for byte: {@link
 * io.murmur.hierarchical.wire.ElectionMessage}s, and the strict codec that writes and reads them. Bytes come in and
 * values go out; whatever the bytes are, the outcome is a message or one {@link io.murmur.hierarchical.wire.Flaw},
 * never an exception. Every message has exactly one encoding. The layout is specified in {@code docs/protocol.md}.
 */
@NullMarked
package io.murmur.hierarchical.wire;

import org.jspecify.annotations.NullMarked;
