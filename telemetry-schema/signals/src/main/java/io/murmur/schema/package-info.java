/**
 * The names of every signal Murmur emits, generated from the registry beside this module, so that code, dashboards and
 * alerts cannot disagree on them.
 *
 * <p>Generated are {@link io.murmur.schema.MurmurAttributes} (keys and the values of enumerations),
 * {@link io.murmur.schema.MurmurMetrics} (definitions and instrument builders), {@link io.murmur.schema.MurmurSpans},
 * {@link io.murmur.schema.MurmurEvents}, {@link io.murmur.schema.MurmurEntities}, and all of it together as
 * {@link io.murmur.schema.MurmurSchema#SCHEMA}; the types of definitions are the model's.
 */
@NullMarked
package io.murmur.schema;

import org.jspecify.annotations.NullMarked;
