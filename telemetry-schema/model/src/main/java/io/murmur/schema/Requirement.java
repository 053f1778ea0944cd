package io.murmur.schema;

/** Whether a signal must carry an attribute. */
public enum Requirement {
    /** Always. */
    REQUIRED,
    /** When the condition holds that the registry states. */
    CONDITIONALLY_REQUIRED,
    /** By default. */
    RECOMMENDED,
    /** Only when somebody asked for it. */
    OPT_IN
}
