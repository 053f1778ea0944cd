/**
 * What tests of agents stand on: a host that records, a small swarm in one thread with a clock that steps, and bounds
 * that can be looked at from outside. Other modules' tests use them too.
 */
@NullMarked
package io.murmur.protocol.testing;

import org.jspecify.annotations.NullMarked;
