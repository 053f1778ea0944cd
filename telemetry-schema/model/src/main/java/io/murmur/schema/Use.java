package io.murmur.schema;

/** An attribute as one signal uses it. */
public record Use(Attribute attribute, Requirement requirement) {}
