package io.murmur.protocol.roster;

import java.nio.charset.StandardCharsets;

/**
 * Where an agent is said to be: labels between slashes, from the widest place to the narrowest, such as
 * {@code eu-west/1a/rack-7}. Of two agents those are nearer that share more of the leading labels. Whoever runs the agents
 * names the zones; the kernels only compare them.
 *
 * @param label at most {@value #LABEL_BYTES_MAX} bytes of UTF-8, without control characters and empty parts; empty where
 *     nothing is said
 */
public record Zone(String label) implements Comparable<Zone> {
    /** The longest label, in bytes of UTF-8. */
    public static final int LABEL_BYTES_MAX = 64;
    /** Nothing is said. */
    public static final Zone NONE = new Zone("");

    private static final char SLASH = '/';

    public Zone {
        if (!isOne(label)) {
            throw new IllegalArgumentException("no labels between slashes of at most " + LABEL_BYTES_MAX + " bytes");
        }
    }

    /** Whether a text is the label of a zone. */
    public static boolean isOne(String label) {
        return label.isEmpty()
                || (label.getBytes(StandardCharsets.UTF_8).length <= LABEL_BYTES_MAX
                        && !(SLASH + label + SLASH).contains("//")
                        && label.chars().noneMatch(Character::isISOControl));
    }

    /** How many labels it has. */
    public int depth() {
        return label.isEmpty()
                ? 0
                : 1 + (int) label.chars().filter(at -> at == SLASH).count();
    }

    /** How many leading labels two zones share. */
    public int shared(Zone other) {
        if (label.isEmpty() || other.label.isEmpty()) {
            return 0;
        }
        int shared = 0;
        int at = 0;
        while (at < label.length() && at < other.label.length() && label.charAt(at) == other.label.charAt(at)) {
            shared += label.charAt(at) == SLASH ? 1 : 0;
            at++;
        }
        return endsAt(at) && other.endsAt(at) ? shared + 1 : shared;
    }

    /** Whether a label ends before this place. */
    private boolean endsAt(int at) {
        return at == label.length() || label.charAt(at) == SLASH;
    }

    /** So that all zones within one zone are neighbours. */
    @Override
    public int compareTo(Zone other) {
        return label.compareTo(other.label);
    }
}
