package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.wire.Malformed;
import io.murmur.schema.MurmurMetrics;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a {@link Tally} counts: one cell for each series of each counter, laid out one after another. A constant is the
 * first cell of its metric; where its {@link Series} go by a constant of the kernel, that one's ordinal is added.
 */
final class Cells {
    private static final List<Family> LAID_OUT = new ArrayList<>();

    static final int ROUNDS = lay(MurmurMetrics::gossipRounds, Series.PLAIN);
    static final int CONTACTS = lay(MurmurMetrics::gossipContacts, Series.PLAIN);
    static final int NEWS = lay(MurmurMetrics::gossipNews, Series.PLAIN);
    static final int EXCHANGES = lay(MurmurMetrics::gossipExchanges, Series.EXCHANGES);
    static final int EXCHANGES_UNANSWERED = EXCHANGES + Event.Agreement.values().length;
    static final int ANSWERS = lay(MurmurMetrics::gossipAnswers, Series.AGREEMENTS);
    static final int REPAIRS = lay(MurmurMetrics::gossipRepairs, Series.PLAIN);
    static final int WRITES =
            lay(MurmurMetrics::stateWrites, Series.concat(Series.PLAIN, Series.errors(Refusal.values())));
    static final int WRITES_REFUSED = WRITES + 1;
    static final int MERGES = lay(MurmurMetrics::stateMerges, Series.MERGES);
    static final int MERGES_IGNORED = MERGES + 1;
    static final int COLLECTIONS = lay(MurmurMetrics::stateCollections, Series.PLAIN);
    static final int COLLECTED = lay(MurmurMetrics::stateCollected, Series.PLAIN);
    static final int FETCHES = lay(MurmurMetrics::contentFetches, Series.FETCHES);
    static final int FETCHES_MISSING = FETCHES + 1;
    static final int FETCHED_BYTES = lay(MurmurMetrics::contentIo, Series.PLAIN);
    static final int PROBES = lay(MurmurMetrics::probes, Series.PROBES);
    static final int MEMBER_CHANGES = lay(MurmurMetrics::membershipChanges, Series.MEMBERS);
    static final int REMOVALS = lay(MurmurMetrics::membershipRemovals, Series.PLAIN);
    static final int REFUTATIONS = lay(MurmurMetrics::membershipRefutations, Series.PLAIN);
    static final int TRANSITIONS = lay(MurmurMetrics::agentTransitions, Series.TRANSITIONS);
    static final int AWARENESS_CHANGES = lay(MurmurMetrics::agentAwarenessChanges, Series.PLAIN);
    static final int THROTTLES = lay(MurmurMetrics::networkThrottles, Series.PLAIN);
    static final int WIRE_REFUSALS = lay(MurmurMetrics::wireRefusals, Series.errors(Malformed.values()));
    static final int STEPS = lay(MurmurMetrics::electionSteps, Series.STEPS);
    static final int RESIGNATIONS = lay(MurmurMetrics::leaderResignations, Series.RESIGNATIONS);
    static final int CHANGES = lay(MurmurMetrics::hierarchyChanges, Series.CHANGES);
    static final int REFUSALS = lay(MurmurMetrics::hierarchyRefusals, Series.REFUSALS);
    static final int COUNTS = lay(MurmurMetrics::hierarchyCounts, Series.COUNTS);
    static final int JOBS = lay(MurmurMetrics::multicastJobs, Series.PLAIN);
    static final int JOB_ENTRIES = lay(MurmurMetrics::multicastEntries, Series.PLAIN);
    static final int ABANDONMENTS = lay(MurmurMetrics::multicastAbandonments, Series.PLAIN);
    static final int ANNOUNCEMENTS = lay(MurmurMetrics::multicastAnnouncements, Series.PLAIN);
    static final int CONTEXTS = lay(MurmurMetrics::traceContexts, Series.CONTEXTS);
    static final int SENT = lay(MurmurMetrics::networkDatagrams, Series.DATAGRAMS);
    static final int UNSENT = SENT + 1;
    static final int RECEIVED = UNSENT + Loss.values().length;
    static final int DROPPED = RECEIVED + 1;
    static final int SENT_BYTES = lay(MurmurMetrics::networkIo, Series.DIRECTIONS);
    static final int RECEIVED_BYTES = SENT_BYTES + 1;

    /** All metrics, in the order of their cells. */
    static final List<Family> FAMILIES = List.copyOf(LAID_OUT);

    /** How many cells there are. */
    static final int COUNT = FAMILIES.getLast().end();

    private Cells() {}

    /**
     * A metric and its cells.
     *
     * @param first the cell of the first series
     */
    record Family(Function<Meter, LongCounterBuilder> builder, int first, List<Attributes> series) {
        /** The cell after the last one. */
        int end() {
            return first + series.size();
        }
    }

    private static int lay(Function<Meter, LongCounterBuilder> builder, List<Attributes> series) {
        int first = LAID_OUT.isEmpty() ? 0 : LAID_OUT.getLast().end();
        LAID_OUT.add(new Family(builder, first, series));
        return first;
    }
}
