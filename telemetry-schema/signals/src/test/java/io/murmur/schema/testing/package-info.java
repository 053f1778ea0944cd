/**
 * Checks in any module's tests that what is emitted is declared: register
 * {@link io.murmur.schema.testing.LiveCheck} in a test, let the code under test emit through its OpenTelemetry, and the
 * test fails where a signal, an attribute, a value or a unit is not in the registry.
 */
@NullMarked
package io.murmur.schema.testing;

import org.jspecify.annotations.NullMarked;
