package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.protocol.host.Event;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ChangeType;
import io.murmur.schema.MurmurEvents;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** The {@link Change} that an event of the second kernel is: told as a log event where people ask about it. */
final class TreeChange {
    private TreeChange() {}

    /** Null for what changes nothing: a message that was refused, updates that were carried on, counting. */
    static @Nullable Change of(Event.Extended event) {
        return switch (event) {
            case TreeEvent.Elected(int level, long group, ElectionEvent elected) -> election(level, group, elected);
            case TreeEvent.Regrouped e ->
                new Change(ChangeType.REGROUPING, MurmurEvents.GROUP_CHANGE, moved(e.level(), e.group(), e.before()));
            case TreeEvent.Divided e -> divided(e);
            case TreeEvent.Merged e ->
                new Change(ChangeType.MERGER, MurmurEvents.GROUP_MERGER, moved(e.level(), e.into(), e.group()));
            case TreeEvent.Vanished e -> of(ChangeType.LOSS, MurmurEvents.GROUP_LOSS, e.level(), e.group());
            case TreeEvent.Abandoned e ->
                of(ChangeType.ABANDONMENT, MurmurEvents.GROUP_ABANDONMENT, e.level(), e.group());
            case TreeEvent.Listed e -> of(ChangeType.LISTING, null, e.level(), e.group());
            case TreeEvent.Referred _ -> new Change(ChangeType.REFERRAL, null, Attributes.empty());
            default -> null;
        };
    }

    private static @Nullable Change election(int level, long group, ElectionEvent event) {
        return switch (event) {
            case ElectionEvent.BecameLeader e ->
                new Change(ChangeType.LEADERSHIP, MurmurEvents.LEADER_ELECTION, elected(level, group, e.term()));
            case ElectionEvent.SteppedDown e -> resigned(level, group, e);
            case ElectionEvent.Asked e -> step(ChangeType.CANDIDACY, level, group, e.term());
            case ElectionEvent.Stood e -> step(ChangeType.CANDIDACY, level, group, e.term());
            case ElectionEvent.LeaseBegan e -> step(ChangeType.LEASE, level, group, e.term());
            case ElectionEvent.HandedOver e -> step(ChangeType.LEADERSHIP, level, group, e.term(), e.successor());
            case ElectionEvent.Followed e -> step(ChangeType.FOLLOWING, level, group, e.term(), e.leader());
            case ElectionEvent.Voted e -> step(ChangeType.VOTE, level, group, e.term(), e.candidate());
            case ElectionEvent.Configured _, ElectionEvent.Removed _ ->
                of(ChangeType.CONFIGURATION, null, level, group);
            case ElectionEvent.Refused _ -> null;
        };
    }

    private static Change step(ChangeType type, int level, long group, long term) {
        return new Change(type, null, elected(level, group, term));
    }

    private static Change step(ChangeType type, int level, long group, long term, long peer) {
        Attributes about = elected(level, group, term).toBuilder()
                .put(MurmurAttributes.PEER_ID, Vocabulary.id(peer))
                .build();
        return new Change(type, null, about);
    }

    /** Tells apart what an agent does at one time, the same in every run. */
    static long about(Event.Extended event) {
        return switch (event) {
            case TreeEvent.Elected(int _, long group, ElectionEvent elected) -> group + about(elected);
            case TreeEvent.Regrouped e -> e.group() + 2;
            case TreeEvent.Divided e -> e.group() + 3;
            case TreeEvent.Merged e -> e.group() + 4;
            case TreeEvent.Vanished e -> e.group() + 5;
            case TreeEvent.Abandoned e -> e.group() + 6;
            case TreeEvent.Listed e -> e.group() + 7;
            case TreeEvent.Counted e -> e.number() + 8;
            case TreeEvent.Uncounted e -> e.number() + 9;
            case TreeEvent.Referred _ -> 10;
            case TreeEvent.Refused e -> e.from() + 11;
            case SpreadEvent.Carried e -> e.from() + 12;
            case SpreadEvent.Announced _ -> 13;
            case SpreadEvent.Abandoned e -> e.to() + 14;
            case SpreadEvent.Refused e -> e.from() + 15;
            default -> 0;
        };
    }

    private static long about(ElectionEvent event) {
        return switch (event) {
            case ElectionEvent.BecameLeader _ -> 0;
            case ElectionEvent.SteppedDown _ -> 1;
            case ElectionEvent.Asked _ -> 16;
            case ElectionEvent.Stood _ -> 17;
            case ElectionEvent.LeaseBegan _ -> 18;
            case ElectionEvent.HandedOver _ -> 19;
            case ElectionEvent.Followed _ -> 20;
            case ElectionEvent.Voted e -> e.candidate() + 21;
            case ElectionEvent.Configured _ -> 22;
            case ElectionEvent.Removed _ -> 23;
            case ElectionEvent.Refused e -> e.from() + 24;
        };
    }

    /** Of a term of an election. */
    static Attributes elected(int level, long group, long term) {
        return group(level, group).put(MurmurAttributes.ELECTION_TERM, term).build();
    }

    private static Change resigned(int level, long group, ElectionEvent.SteppedDown down) {
        String reason = TreeVocabulary.of(down.reason()).value();
        Attributes about = group(level, group)
                .put(MurmurAttributes.ELECTION_TERM, down.term())
                .put(MurmurAttributes.LEADER_RESIGNATION_REASON, reason)
                .build();
        return new Change(ChangeType.LEADERSHIP, MurmurEvents.LEADER_RESIGNATION, about);
    }

    private static Change divided(TreeEvent.Divided division) {
        Attributes about = group(division.level(), division.group())
                .put(MurmurAttributes.GROUP_SIZE, (long) division.members())
                .build();
        return new Change(ChangeType.DIVISION, MurmurEvents.GROUP_DIVISION, about);
    }

    private static Change of(ChangeType type, Signal.@Nullable Event event, int level, long group) {
        return new Change(type, event, group(level, group).build());
    }

    private static Attributes moved(int level, long group, long before) {
        AttributesBuilder about = group(level, group);
        return before == 0
                ? about.build()
                : about.put(MurmurAttributes.GROUP_PREVIOUS_ID, Vocabulary.id(before))
                        .build();
    }

    private static AttributesBuilder group(int level, long group) {
        return Attributes.builder()
                .put(MurmurAttributes.GROUP_ID, Vocabulary.id(group))
                .put(MurmurAttributes.GROUP_LEVEL, (long) level);
    }
}
