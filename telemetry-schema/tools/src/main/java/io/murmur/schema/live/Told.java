package io.murmur.schema.live;

import io.murmur.schema.check.Sample;

/**
 * A sample with what it was told of.
 *
 * @param resource without attributes where it came with none
 */
public record Told(Sample sample, Sample.Resource resource) {}
