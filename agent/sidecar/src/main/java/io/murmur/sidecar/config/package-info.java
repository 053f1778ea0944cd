/**
 * Everything that can be set: {@link io.murmur.sidecar.config.Config} and the records of its sections, read from YAML and
 * from the environment by {@link io.murmur.sidecar.config.ConfigReader}, which is strict and says where and why.
 */
@NullMarked
package io.murmur.sidecar.config;

import org.jspecify.annotations.NullMarked;
