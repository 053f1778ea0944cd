package io.murmur.sidecar.api;

import io.murmur.hierarchical.agent.Census;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.Version;
import io.murmur.sidecar.api.TreeDocuments.CountDocument;
import io.murmur.sidecar.node.Counted;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.View;
import org.jspecify.annotations.Nullable;

/** Answers how many there are. Each call may take a while and belongs on a virtual thread. */
final class Counts {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Node node;
    private final Entries entries;

    Counts(Node node, Entries entries) {
        this.node = node;
        this.entries = entries;
    }

    /**
     * Counts the swarm.
     *
     * @param key of an entry of the whole swarm whose holders are wanted as well, or null
     */
    CountDocument count(byte @Nullable [] key) throws Refused {
        if (key != null) {
            entries.get(key, Scope.SWARM);
        }
        return switch (Entries.patiently(node.count())) {
            case Counted.Answered(Census census) -> document(census, key);
            case Counted.Flat _ -> flat(key);
            case Counted.Unanswered _ ->
                throw new Refused(Problem.of(
                        503,
                        "uncounted",
                        "Nobody answers",
                        "no leader that knows how many we are; try again a little later"));
            case Counted.Busy _ ->
                throw new Refused(
                        Problem.of(429, "busy", "Earlier questions wait for their answer", "try again a little later"));
        };
    }

    private CountDocument document(Census census, byte @Nullable [] key) throws Refused {
        Summary summary = census.summary();
        View view = node.view();
        Entry entry = key == null ? null : entries.get(view, key, Scope.SWARM);
        boolean same = root(view) == summary.root();
        return new CountDocument(
                summary.live(),
                summary.groups(),
                Documents.hex(summary.root()),
                share(summary),
                load(summary),
                ageMillis(summary, node.nowNanos()),
                census.partial(),
                census.height(),
                census.reach(),
                summary.missing(),
                entry == null ? null : Version.text(entry.version()),
                entry == null || !same ? null : Integer.valueOf(summary.holders()));
    }

    private CountDocument flat(byte @Nullable [] key) throws Refused {
        View view = node.view();
        Entry entry = key == null ? null : entries.get(view, key, Scope.SWARM);
        return new CountDocument(
                view.roster().live(),
                1,
                Documents.hex(root(view)),
                null,
                null,
                null,
                false,
                0,
                0,
                0,
                entry == null ? null : Version.text(entry.version()),
                null);
    }

    private static long root(View view) {
        return view.state().root(Scope.SWARM, new Hasher()).prefix();
    }

    /** Of the live agents, those that hold the root. */
    static double share(Summary summary) {
        return summary.live() == 0 ? 0 : (double) summary.holders() / summary.live();
    }

    static double load(Summary summary) {
        return summary.live() == 0 ? 0 : (double) summary.loads() / Summary.LOAD_MAX / summary.live();
    }

    static long ageMillis(Summary summary, long nowNanos) {
        return Math.max(0, nowNanos / NANOS_PER_MILLI - summary.asOfMillis());
    }
}
