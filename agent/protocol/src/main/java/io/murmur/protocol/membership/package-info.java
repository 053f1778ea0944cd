/**
 * Who is there: SWIM (Das, Gupta, Motivala 2002) with the Lifeguard extensions (Dadgar, Phillips, Currey 2018), and the
 * ways in and out.
 *
 * <p>{@link io.murmur.protocol.membership.Membership} takes every claim about a member and decides what to believe.
 * {@link io.murmur.protocol.membership.Prober} asks members whether they run, {@link
 * io.murmur.protocol.membership.Suspicions} give the silent ones time to object, {@link
 * io.murmur.protocol.membership.Claims} are what is still to be told, and {@link
 * io.murmur.protocol.membership.Reunion} looks for the swarm: at the start through seeds, later among the dead, so that
 * partitions heal.
 */
@NullMarked
package io.murmur.protocol.membership;

import org.jspecify.annotations.NullMarked;
