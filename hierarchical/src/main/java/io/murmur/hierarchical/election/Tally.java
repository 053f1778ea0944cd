package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.Ids;

/** Who said yes, among the members that count; each counts once. */
final class Tally {
    /** How often a candidacy asks those who have not said yes, at even times. */
    static final int ASKED_MAX = 4;

    private final Configuration configuration;
    private Ids granted = Ids.NONE;

    Tally(Configuration configuration) {
        this.configuration = configuration;
    }

    void add(long member) {
        if (configuration.contains(member) && !granted.contains(member)) {
            granted = granted.with(member);
        }
    }

    /** The members that have not said yes. */
    Ids missing() {
        Ids missing = configuration.members();
        for (int i = 0; i < granted.size(); i++) {
            missing = missing.without(granted.at(i));
        }
        return missing;
    }

    boolean won() {
        return granted.size() >= configuration.majority();
    }
}
