package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.Ids;

/** Who said yes, among the members that count; each counts once. */
final class Tally {
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

    boolean won() {
        return granted.size() >= configuration.majority();
    }
}
