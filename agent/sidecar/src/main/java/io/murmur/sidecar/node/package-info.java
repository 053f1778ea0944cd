/**
 * One agent on one event loop. {@link io.murmur.sidecar.node.Seat} is the kernel's host on the loop's thread, {@link
 * io.murmur.sidecar.node.Node} is what every other thread may call, {@link io.murmur.sidecar.node.View} what it may look
 * at, and an {@link io.murmur.sidecar.node.Observer} learns of all that happens.
 */
@NullMarked
package io.murmur.sidecar.node;

import org.jspecify.annotations.NullMarked;
