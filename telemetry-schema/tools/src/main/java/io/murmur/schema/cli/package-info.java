/**
 * The command {@code murmur schema}. {@link io.murmur.schema.cli.Schema} holds its subcommands, one class each; all end
 * with 0, with 1 when something was found, and with 2 when they were misused or cannot read what they were given.
 */
@NullMarked
package io.murmur.schema.cli;

import org.jspecify.annotations.NullMarked;
