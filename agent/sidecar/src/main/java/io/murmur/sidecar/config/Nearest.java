package io.murmur.sidecar.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody probably meant: the known word at the least edit distance (Levenshtein 1966). */
final class Nearest {
    private Nearest() {}

    static String unknown(String word, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(other -> distance(word, other)))
                .orElse("");
        boolean near = distance(word, nearest) <= Math.max(2, word.length() / 3);
        return near
                ? "unknown, did you mean \"" + nearest + "\"?"
                : "unknown, expected one of " + String.join(", ", known);
    }

    static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
