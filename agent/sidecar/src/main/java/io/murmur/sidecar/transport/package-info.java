/**
 * Datagrams, timers and time: {@link io.murmur.sidecar.transport.DatagramPort} is a socket on an event loop, {@link
 * io.murmur.sidecar.transport.Alarms} are the timers of the same loop, {@link io.murmur.sidecar.transport.WallClock} tells
 * a time that never goes back. Nothing here knows what a datagram says.
 */
@NullMarked
package io.murmur.sidecar.transport;

import org.jspecify.annotations.NullMarked;
