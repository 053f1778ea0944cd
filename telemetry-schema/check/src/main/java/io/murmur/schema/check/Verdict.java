package io.murmur.schema.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said of a sample.
 *
 * @param findings of itself
 * @param parts of its parts, in their order
 */
public record Verdict(Sample sample, List<Finding> findings, List<Verdict> parts) {

    /** The level of the gravest finding of the sample itself; empty if there is none. */
    public Optional<Level> highest() {
        return findings.stream().map(Finding::level).max(Comparator.naturalOrder());
    }

    /** This one, and those of all parts. */
    public Stream<Verdict> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(Verdict::all));
    }
}
