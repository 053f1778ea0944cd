package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.Refusal;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.protocol.host.Event;
import io.murmur.schema.MurmurAttributes.CountOutcome;
import io.murmur.schema.MurmurAttributes.ElectionStep;
import io.murmur.schema.MurmurAttributes.HierarchyChange;

/** In which {@link Cells} the events of the second kernel count. */
@SuppressWarnings("EnumOrdinal") // cells are laid out by ordinal, within one version of the code
final class TreeCounts {
    private static final int REFUSED_BY_ELECTION = Cells.REFUSALS;
    private static final int REFUSED_BY_TREE = REFUSED_BY_ELECTION + Refusal.values().length;
    private static final int REFUSED_BY_SPREAD = REFUSED_BY_TREE + TreeEvent.Reason.values().length;

    private TreeCounts() {}

    /** Counts an event of the second kernel; one of an extension that nobody here knows counts as an operation only. */
    static void count(Event.Extended event, Tally tally) {
        switch (event) {
            case TreeEvent.Elected(int _, long _, ElectionEvent elected) -> count(elected, tally);
            case TreeEvent.Refused refused ->
                tally.add(REFUSED_BY_TREE + refused.reason().ordinal(), 1);
            case TreeEvent other -> count(other, tally);
            case SpreadEvent spread -> count(spread, tally);
            default -> {}
        }
    }

    private static void count(ElectionEvent event, Tally tally) {
        ElectionStep step = TreeVocabulary.of(event);
        if (step != null) {
            tally.add(Cells.STEPS + step.ordinal(), 1);
        }
        if (event instanceof ElectionEvent.SteppedDown down) {
            tally.add(Cells.RESIGNATIONS + TreeVocabulary.of(down.reason()).ordinal(), 1);
        } else if (event instanceof ElectionEvent.Refused refused) {
            tally.add(REFUSED_BY_ELECTION + refused.reason().ordinal(), 1);
        }
    }

    private static void count(TreeEvent event, Tally tally) {
        HierarchyChange change = TreeVocabulary.of(event);
        CountOutcome outcome = TreeVocabulary.outcome(event);
        if (change != null) {
            tally.add(Cells.CHANGES + change.ordinal(), 1);
        } else if (outcome != null) {
            tally.add(Cells.COUNTS + outcome.ordinal(), 1);
        }
    }

    private static void count(SpreadEvent event, Tally tally) {
        switch (event) {
            case SpreadEvent.Carried carried -> {
                tally.add(Cells.JOBS, 1);
                tally.add(Cells.JOB_ENTRIES, carried.entries());
            }
            case SpreadEvent.Abandoned abandoned -> tally.add(Cells.ABANDONMENTS, abandoned.entries());
            case SpreadEvent.Announced announced ->
                tally.add(Cells.ANNOUNCEMENTS, (long) announced.contacts() * announced.entries());
            case SpreadEvent.Refused _ -> tally.add(REFUSED_BY_SPREAD, 1);
        }
    }
}
