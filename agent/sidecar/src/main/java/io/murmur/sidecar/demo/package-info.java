/** Five agents on this machine, to look at: {@link io.murmur.sidecar.demo.DemoCommand}. */
@NullMarked
package io.murmur.sidecar.demo;

import org.jspecify.annotations.NullMarked;
