package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.schema.MurmurAttributes.CountOutcome;
import io.murmur.schema.MurmurAttributes.ElectionStep;
import io.murmur.schema.MurmurAttributes.HierarchyChange;
import io.murmur.schema.MurmurAttributes.LeaderResignationReason;
import org.jspecify.annotations.Nullable;

/** How the registry calls what the second kernel calls by its own names. */
final class TreeVocabulary {
    private TreeVocabulary() {}

    static LeaderResignationReason of(ElectionEvent.Reason reason) {
        return switch (reason) {
            case LEASE_ENDED -> LeaderResignationReason.LEASE_ENDED;
            case HIGHER_TERM -> LeaderResignationReason.HIGHER_TERM;
            case HANDED_OVER -> LeaderResignationReason.HANDED_OVER;
            case LEFT -> LeaderResignationReason.LEFT;
        };
    }

    /** What is done or learnt in an election; null if a message was refused. */
    static @Nullable ElectionStep of(ElectionEvent event) {
        return switch (event) {
            case ElectionEvent.Asked _ -> ElectionStep.ASKED;
            case ElectionEvent.Stood _ -> ElectionStep.STOOD;
            case ElectionEvent.BecameLeader _ -> ElectionStep.WON;
            case ElectionEvent.LeaseBegan _ -> ElectionStep.LEASE_BEGAN;
            case ElectionEvent.SteppedDown _ -> ElectionStep.STEPPED_DOWN;
            case ElectionEvent.HandedOver _ -> ElectionStep.HANDED_OVER;
            case ElectionEvent.Followed _ -> ElectionStep.FOLLOWED;
            case ElectionEvent.Voted _ -> ElectionStep.VOTED;
            case ElectionEvent.Configured _ -> ElectionStep.CONFIGURED;
            case ElectionEvent.Removed _ -> ElectionStep.REMOVED;
            case ElectionEvent.Refused _ -> null;
        };
    }

    /** The change of the tree that an event is; null if it is none. */
    static @Nullable HierarchyChange of(TreeEvent event) {
        return switch (event) {
            case TreeEvent.Regrouped _ -> HierarchyChange.REGROUPING;
            case TreeEvent.Divided _ -> HierarchyChange.DIVISION;
            case TreeEvent.Merged _ -> HierarchyChange.MERGER;
            case TreeEvent.Listed e -> e.isNew() ? HierarchyChange.LISTING : HierarchyChange.UPDATE;
            case TreeEvent.Vanished _ -> HierarchyChange.LOSS;
            case TreeEvent.Abandoned _ -> HierarchyChange.ABANDONMENT;
            case TreeEvent.Referred _ -> HierarchyChange.REFERRAL;
            case TreeEvent.Elected _, TreeEvent.Counted _, TreeEvent.Uncounted _, TreeEvent.Refused _ -> null;
        };
    }

    /** What came of counting the swarm; null if an event is about something else. */
    static @Nullable CountOutcome outcome(TreeEvent event) {
        return switch (event) {
            case TreeEvent.Counted e -> e.census().partial() ? CountOutcome.PARTIAL : CountOutcome.WHOLE;
            case TreeEvent.Uncounted _ -> CountOutcome.UNANSWERED;
            case TreeEvent.Elected _,
                    TreeEvent.Regrouped _,
                    TreeEvent.Divided _,
                    TreeEvent.Merged _,
                    TreeEvent.Listed _,
                    TreeEvent.Vanished _,
                    TreeEvent.Abandoned _,
                    TreeEvent.Referred _,
                    TreeEvent.Refused _ -> null;
        };
    }
}
