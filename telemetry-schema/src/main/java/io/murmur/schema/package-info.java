/**
 * The names of every signal Murmur emits, generated from the registry beside this package, so that code, dashboards and
 * alerts cannot disagree on them.
 */
@NullMarked
package io.murmur.schema;

import org.jspecify.annotations.NullMarked;
