package io.murmur.sidecar.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time.
 *
 * @param nanos at least 0
 */
public record Span(long nanos) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(ns|us|ms|s|m|h|d)");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us"};

    public Span {
        if (nanos < 0) {
            throw new IllegalArgumentException("a time of " + nanos + " ns");
        }
    }

    /**
     * Reads {@code 200ms}, {@code 5s}, {@code 10m}, {@code 1h}, {@code 1d}, also {@code us} and {@code ns}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Span parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return new Span(Math.multiplyExact(Long.parseLong(matcher.group(1)), nanosOf(matcher.group(2))));
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "d" -> 86_400_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "s" -> 1_000_000_000L;
            case "ms" -> 1_000_000L;
            case "us" -> 1_000L;
            default -> 1L;
        };
    }

    /** What {@link #parse} reads, in the largest unit that divides it. */
    @Override
    public String toString() {
        for (String unit : UNITS) {
            if (nanos != 0 && nanos % nanosOf(unit) == 0) {
                return nanos / nanosOf(unit) + unit;
            }
        }
        return nanos == 0 ? "0s" : nanos + "ns";
    }
}
