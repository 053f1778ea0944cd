/**
 * What travels, byte for byte. A datagram is a fixed header, which tells who sends and what it holds in a few digests,
 * and any number of {@link io.murmur.protocol.wire.Message}s behind it. {@link
 * io.murmur.protocol.wire.DatagramWriter} writes one straight into a buffer that the host lends, {@link
 * io.murmur.protocol.wire.DatagramReader} reads one back, strictly: whatever the bytes are, the outcome is a whole
 * datagram or one {@link io.murmur.protocol.wire.Malformed} reason, with no exception and no allocation beyond the
 * datagram's own size. The layout is specified in {@code docs/protocol.md}.
 */
@NullMarked
package io.murmur.protocol.wire;

import org.jspecify.annotations.NullMarked;
