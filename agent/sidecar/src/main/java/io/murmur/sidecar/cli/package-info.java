/**
 * The command line. {@link io.murmur.sidecar.cli.AgentCommand} runs an agent; the other commands ask a running one through
 * its API ({@link io.murmur.sidecar.cli.Client}), print tables for people or JSON for programs, and end with 0, with 1 when
 * the answer is no, with 2 when they were misused, and with 3 when no agent answers.
 */
@NullMarked
package io.murmur.sidecar.cli;

import org.jspecify.annotations.NullMarked;
