/**
 * The host that is deployed: sockets, disks, clocks and keys around the kernels, and no decision of the protocol.
 */
@NullMarked
package io.murmur.sidecar;

import org.jspecify.annotations.NullMarked;
