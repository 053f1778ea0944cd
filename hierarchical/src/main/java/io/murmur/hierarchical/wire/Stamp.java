package io.murmur.hierarchical.wire;

/**
 * Names a configuration: the term of the leader that last vouched for it, and its number. Stamps are ordered by term,
 * then by number, so that what a newer leader vouched for goes before whatever an older one may still have begun
 * (Schultz, Dardik, Tripakis 2021).
 *
 * @param term 0..{@link ElectionMessage#TERM_MAX}; 0 for the configuration a group was founded with
 * @param number 0..{@link Integer#MAX_VALUE}; 0 for none at all
 */
public record Stamp(long term, int number) implements Comparable<Stamp> {
    public Stamp {
        if (term < 0 || term > ElectionMessage.TERM_MAX || number < 0) {
            throw new IllegalArgumentException("not a stamp: term " + term + ", number " + number);
        }
    }

    public boolean isBefore(Stamp other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Stamp other) {
        return term != other.term ? Long.compare(term, other.term) : Integer.compare(number, other.number);
    }
}
