package io.murmur.hierarchical.wire;

/** What bytes turned out to be. */
public sealed interface Reading {
    /** A message, whole and in its only encoding. */
    record Read(ElectionMessage message) implements Reading {}

    /** Nothing of it is to be used. */
    record Rejected(Flaw flaw) implements Reading {}
}
