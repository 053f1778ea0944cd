package io.murmur.hierarchical.agent;

/** Lets the agents of one host share values that are equal: those of a large swarm know much of the same. */
public interface Sharing {
    /** Of a host with one agent. */
    Sharing NONE = new Sharing() {};

    /** A value that equals the given one and is to be held instead. */
    default <T> T shared(T value) {
        return value;
    }
}
