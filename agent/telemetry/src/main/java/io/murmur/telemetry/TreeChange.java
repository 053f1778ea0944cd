package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.protocol.host.Event;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ChangeType;
import io.murmur.schema.MurmurAttributes.LeaderResignationReason;
import io.murmur.schema.MurmurEvents;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import org.jspecify.annotations.Nullable;

/** The {@link Change} that an event of the second kernel is: told as a log event where people ask about it. */
final class TreeChange {
    /** Begins a log record about a group. */
    private interface OfGroup {
        LogRecordBuilder begin(Logger logger, String group, long level);
    }

    private TreeChange() {}

    /** Null for what changes nothing: a message that was refused, updates that were carried on, counting. */
    static @Nullable Change of(Event.Extended event) {
        return switch (event) {
            case TreeEvent.Elected(int level, long group, ElectionEvent elected) -> election(level, group, elected);
            case TreeEvent.Regrouped e -> regrouped(e);
            case TreeEvent.Divided e -> divided(e);
            case TreeEvent.Merged e -> merged(e);
            case TreeEvent.Vanished e -> of(ChangeType.LOSS, MurmurEvents::groupLoss, e.level(), e.group());
            case TreeEvent.Abandoned e ->
                of(ChangeType.ABANDONMENT, MurmurEvents::groupAbandonment, e.level(), e.group());
            case TreeEvent.Listed e -> silent(ChangeType.LISTING, e.level(), e.group());
            case TreeEvent.Referred _ -> new Change(ChangeType.REFERRAL, null, Attributes.empty());
            default -> null;
        };
    }

    private static @Nullable Change election(int level, long group, ElectionEvent event) {
        return switch (event) {
            case ElectionEvent.BecameLeader e -> elected(level, group, e);
            case ElectionEvent.SteppedDown e -> resigned(level, group, e);
            case ElectionEvent.Asked e -> step(ChangeType.CANDIDACY, level, group, e.term());
            case ElectionEvent.Stood e -> step(ChangeType.CANDIDACY, level, group, e.term());
            case ElectionEvent.LeaseBegan e -> step(ChangeType.LEASE, level, group, e.term());
            case ElectionEvent.HandedOver e -> step(ChangeType.LEADERSHIP, level, group, e.term(), e.successor());
            case ElectionEvent.Followed e -> step(ChangeType.FOLLOWING, level, group, e.term(), e.leader());
            case ElectionEvent.Voted e -> step(ChangeType.VOTE, level, group, e.term(), e.candidate());
            case ElectionEvent.Configured _, ElectionEvent.Removed _ -> silent(ChangeType.CONFIGURATION, level, group);
            case ElectionEvent.Refused _ -> null;
        };
    }

    private static Change step(ChangeType type, int level, long group, long term) {
        return new Change(type, null, term(level, group, term).build());
    }

    private static Change step(ChangeType type, int level, long group, long term, long peer) {
        Attributes about = term(level, group, term)
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

    private static Change elected(int level, long group, ElectionEvent.BecameLeader won) {
        return new Change(
                ChangeType.LEADERSHIP,
                logger -> MurmurEvents.leaderElection(logger, won.term(), Vocabulary.id(group), level),
                term(level, group, won.term()).build());
    }

    private static Change resigned(int level, long group, ElectionEvent.SteppedDown down) {
        LeaderResignationReason reason = TreeVocabulary.of(down.reason());
        return new Change(
                ChangeType.LEADERSHIP,
                logger -> MurmurEvents.leaderResignation(logger, down.term(), Vocabulary.id(group), level, reason),
                term(level, group, down.term())
                        .put(MurmurAttributes.LEADER_RESIGNATION_REASON, reason.value())
                        .build());
    }

    private static Change divided(TreeEvent.Divided division) {
        String group = Vocabulary.id(division.group());
        long members = division.members();
        return new Change(
                ChangeType.DIVISION,
                logger -> MurmurEvents.groupDivision(logger, group, division.level(), members),
                group(division.level(), division.group())
                        .put(MurmurAttributes.GROUP_SIZE, members)
                        .build());
    }

    private static Change merged(TreeEvent.Merged merger) {
        String into = Vocabulary.id(merger.into());
        String before = Vocabulary.id(merger.group());
        return new Change(
                ChangeType.MERGER,
                logger -> MurmurEvents.groupMerger(logger, into, merger.level(), before),
                group(merger.level(), merger.into())
                        .put(MurmurAttributes.GROUP_PREVIOUS_ID, before)
                        .build());
    }

    private static Change regrouped(TreeEvent.Regrouped move) {
        String group = Vocabulary.id(move.group());
        AttributesBuilder about = group(move.level(), move.group());
        if (move.before() != 0) {
            about.put(MurmurAttributes.GROUP_PREVIOUS_ID, Vocabulary.id(move.before()));
        }
        return new Change(
                ChangeType.REGROUPING, logger -> MurmurEvents.groupChange(logger, group, move.level()), about.build());
    }

    private static Change of(ChangeType type, OfGroup event, int level, long group) {
        String id = Vocabulary.id(group);
        return new Change(
                type,
                logger -> event.begin(logger, id, level),
                group(level, group).build());
    }

    private static Change silent(ChangeType type, int level, long group) {
        return new Change(type, null, group(level, group).build());
    }

    private static AttributesBuilder term(int level, long group, long term) {
        return group(level, group).put(MurmurAttributes.ELECTION_TERM, term);
    }

    private static AttributesBuilder group(int level, long group) {
        return Attributes.builder()
                .put(MurmurAttributes.GROUP_ID, Vocabulary.id(group))
                .put(MurmurAttributes.GROUP_LEVEL, (long) level);
    }
}
