/**
 * What a resolved registry of signals consists of: a {@link io.murmur.schema.Schema} of metrics, spans, events and
 * entities with the attributes that they may carry.
 *
 * <p>It is made in two ways, and both make the same: the schema's tools read it from the files of a registry, and the
 * Java generated from Murmur's own has it as a constant, for whoever checks signals without reading files.
 */
@NullMarked
package io.murmur.schema;

import org.jspecify.annotations.NullMarked;
