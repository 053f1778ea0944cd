/**
 * One agent, whole. {@link io.murmur.protocol.agent.Agent} is the heart of the kernel: a host hands it datagrams, timers
 * and commands, each with its time, and it hands each to the protocol it belongs to.
 */
@NullMarked
package io.murmur.protocol.agent;

import org.jspecify.annotations.NullMarked;
