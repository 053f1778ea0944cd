package io.murmur.schema.testing;

/**
 * A violation of the registry by something that was emitted.
 *
 * @param id as Weaver's live-check calls it
 * @param signal the name of the metric, span or event
 */
public record Finding(Violation id, String signal, String message) {

    /** The kinds of violations, with Weaver's names where Weaver has one. */
    public enum Violation {
        MISSING_METRIC,
        MISSING_SPAN,
        MISSING_EVENT,
        MISSING_ATTRIBUTE,
        ATTRIBUTE_NOT_DECLARED,
        TYPE_MISMATCH,
        UNDEFINED_ENUM_VARIANT,
        REQUIRED_ATTRIBUTE_NOT_PRESENT,
        UNEXPECTED_INSTRUMENT,
        UNIT_MISMATCH
    }

    @Override
    public String toString() {
        return id + " " + signal + ": " + message;
    }
}
