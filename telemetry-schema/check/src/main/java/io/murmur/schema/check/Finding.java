package io.murmur.schema.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is to be said of something that was emitted.
 *
 * @param context what the message says, by the names that Weaver gives it: strings, or lists of strings
 * @param signalType span, metric, log or resource; null for what belongs to none
 * @param signalName the name of the metric, span or event; null for a resource
 */
public record Finding(
        FindingId id,
        Level level,
        String message,
        Map<String, Object> context,
        @Nullable String signalType,
        @Nullable String signalName) {

    /** Whether what was emitted is not as it was declared. */
    public boolean violation() {
        return level == Level.VIOLATION;
    }

    @Override
    public String toString() {
        String signal = signalName == null ? String.valueOf(signalType) : signalType + " '" + signalName + "'";
        return level.value() + " " + id.value() + ", " + signal + ": " + message;
    }
}
