package io.murmur.schema.check;

import static io.murmur.schema.check.Level.IMPROVEMENT;
import static io.murmur.schema.check.Level.INFORMATION;
import static io.murmur.schema.check.Level.VIOLATION;

import java.util.Locale;

/** The kinds of findings: those of Weaver's live-check, and two of our own. */
public enum FindingId {
    /** A metric of this name is not declared. */
    MISSING_METRIC(VIOLATION),
    /** An event of this name is not declared. */
    MISSING_EVENT(VIOLATION),
    /** A span of this name and kind is not declared. Ours: Weaver does not look spans up. */
    MISSING_SPAN(VIOLATION),
    /** No attribute of this name exists. */
    MISSING_ATTRIBUTE(VIOLATION),
    /** The attribute exists, but not for what carries it. Ours: Weaver lets any signal carry any attribute. */
    ATTRIBUTE_NOT_DECLARED(VIOLATION),
    /** The value is of another type. */
    TYPE_MISMATCH(VIOLATION),
    /** The value is none of the enumeration. */
    UNDEFINED_ENUM_VARIANT(INFORMATION),
    /** The metric comes from another instrument, or one of other numbers. */
    UNEXPECTED_INSTRUMENT(VIOLATION),
    UNIT_MISMATCH(VIOLATION),
    /** What is declared may still change. */
    NOT_STABLE(IMPROVEMENT),

    REQUIRED_ATTRIBUTE_NOT_PRESENT(VIOLATION),
    CONDITIONALLY_REQUIRED_ATTRIBUTE_NOT_PRESENT(INFORMATION),
    RECOMMENDED_ATTRIBUTE_NOT_PRESENT(IMPROVEMENT),
    OPT_IN_ATTRIBUTE_NOT_PRESENT(INFORMATION),

    /** The resource does not say what an entity must. */
    ENTITY_REQUIRED_ATTRIBUTE_NOT_PRESENT(VIOLATION),
    ENTITY_CONDITIONALLY_REQUIRED_ATTRIBUTE_NOT_PRESENT(INFORMATION),
    ENTITY_RECOMMENDED_ATTRIBUTE_NOT_PRESENT(IMPROVEMENT),
    ENTITY_OPT_IN_ATTRIBUTE_NOT_PRESENT(INFORMATION),
    /** The resource is none of the entities that the signal may be told of. */
    ENTITY_ASSOCIATION_NOT_SATISFIED(VIOLATION),

    /** The name of an attribute has no dot. */
    MISSING_NAMESPACE(IMPROVEMENT),
    /** The name of an attribute or metric is not made as names are. */
    INVALID_FORMAT(VIOLATION),
    /** The namespace of an attribute is itself an attribute. */
    ILLEGAL_NAMESPACE(VIOLATION),
    /** An attribute that does not exist is in a namespace that does. */
    EXTENDS_NAMESPACE(INFORMATION);

    private final Level level;

    FindingId(Level level) {
        this.level = level;
    }

    /** What it counts as unless something is known about the case. */
    public Level level() {
        return level;
    }

    /** As reports write it. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
