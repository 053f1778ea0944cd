package io.murmur.sidecar.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that says something wrong; all that is wrong with it, one problem a line. */
public final class ConfigException extends Exception {
    private final transient List<Problem> problems;

    ConfigException(Problem problem) {
        this(List.of(problem));
    }

    ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
