package io.murmur.sidecar.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory.
 *
 * @param bytes at least 0
 */
public record Size(long bytes) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB|)", Pattern.CASE_INSENSITIVE);
    private static final long KIB = 1_024;

    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size of " + bytes + " bytes");
        }
    }

    /**
     * Reads {@code 1200}, {@code 1200B}, {@code 16KiB}, {@code 4MiB} or {@code 1GiB}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Size parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size: " + text);
        }
        long unit = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "kib" -> KIB;
            case "mib" -> KIB * KIB;
            case "gib" -> KIB * KIB * KIB;
            default -> 1;
        };
        return new Size(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
    }

    /** The size as a number of ints can tell it. */
    public int intBytes() {
        return Math.toIntExact(bytes);
    }

    /** What {@link #parse} reads, in the largest unit that divides it. */
    @Override
    public String toString() {
        if (bytes == 0 || bytes % KIB != 0) {
            return bytes + "B";
        }
        long kib = bytes / KIB;
        if (kib % KIB != 0) {
            return kib + "KiB";
        }
        long mib = kib / KIB;
        return mib % KIB == 0 ? mib / KIB + "GiB" : mib + "MiB";
    }
}
