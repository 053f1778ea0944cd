/**
 * The local HTTP API: what the workload beside an agent, and the command line, may ask of it. {@link
 * io.murmur.sidecar.api.ApiServer} speaks HTTP, {@link io.murmur.sidecar.api.Routes} knows the paths, {@link
 * io.murmur.sidecar.api.Entries} and {@link io.murmur.sidecar.api.Swarm} answer, {@link io.murmur.sidecar.api.Feed} is what
 * watches follow. Requests are answered on virtual threads, never on an agent's loop.
 */
@NullMarked
package io.murmur.sidecar.api;

import org.jspecify.annotations.NullMarked;
