package io.murmur.schema.registry;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown for a registry with problems; the message has one on each line. */
public final class InvalidRegistry extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public InvalidRegistry(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
