/** The parts put together: {@link io.murmur.sidecar.run.Sidecar} is one agent with its memory, its API and its signals. */
@NullMarked
package io.murmur.sidecar.run;

import org.jspecify.annotations.NullMarked;
