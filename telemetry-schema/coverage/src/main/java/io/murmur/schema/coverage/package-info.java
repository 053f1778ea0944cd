/** The last word of a build on its telemetry: whether its tests, taken together, exercised the whole registry. */
@NullMarked
package io.murmur.schema.coverage;

import org.jspecify.annotations.NullMarked;
