package io.murmur.schema.render;

/** Thrown for templates, or their {@code weaver.yaml}, that cannot be rendered; the message says where. */
public final class InvalidTemplates extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidTemplates(String message) {
        super(message);
    }
}
