/**
 * The seam. A kernel owns no thread, clock, socket, dice or disk: whatever happens to an agent is a call that carries
 * its time, and whatever an agent wants is a call on its {@link io.murmur.protocol.host.Host}. The sidecar is a host
 * with sockets and clocks, the simulator one with a virtual network and virtual time; neither decides anything about
 * the protocol. {@link io.murmur.protocol.host.Local} is the other side of the seam: what one agent holds of itself and
 * its way out.
 */
@NullMarked
package io.murmur.protocol.host;

import org.jspecify.annotations.NullMarked;
