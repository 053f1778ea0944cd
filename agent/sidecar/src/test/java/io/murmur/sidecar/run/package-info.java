@NullMarked
package io.murmur.sidecar.run;

import org.jspecify.annotations.NullMarked;
