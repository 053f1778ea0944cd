package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.protocol.host.Event;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ChangeType;
import io.murmur.schema.MurmurEvents;
import io.murmur.schema.Signal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** The {@link Change} that an event of the second kernel is: what is rare and what people ask about. */
final class TreeChange {
    private TreeChange() {}

    /** Null for what only counts. */
    static @Nullable Change of(Event.Extended event) {
        return switch (event) {
            case TreeEvent.Elected(int level, long group, ElectionEvent.BecameLeader won) ->
                new Change(ChangeType.LEADERSHIP, MurmurEvents.LEADER_ELECTION, elected(level, group, won.term()));
            case TreeEvent.Elected(int level, long group, ElectionEvent.SteppedDown down) ->
                resigned(level, group, down);
            case TreeEvent.Regrouped e ->
                new Change(ChangeType.REGROUPING, MurmurEvents.GROUP_CHANGE, moved(e.level(), e.group(), e.before()));
            case TreeEvent.Divided e -> divided(e);
            case TreeEvent.Merged e ->
                new Change(ChangeType.MERGER, MurmurEvents.GROUP_MERGER, moved(e.level(), e.into(), e.group()));
            case TreeEvent.Vanished e -> lost(ChangeType.LOSS, MurmurEvents.GROUP_LOSS, e.level(), e.group());
            case TreeEvent.Abandoned e ->
                lost(ChangeType.ABANDONMENT, MurmurEvents.GROUP_ABANDONMENT, e.level(), e.group());
            default -> null;
        };
    }

    /** Tells apart what an agent does at one time, the same in every run; 0 for what only counts. */
    static long about(Event.Extended event) {
        return switch (event) {
            case TreeEvent.Elected(int _, long group, ElectionEvent.BecameLeader _) -> group;
            case TreeEvent.Elected(int _, long group, ElectionEvent.SteppedDown _) -> group + 1;
            case TreeEvent.Regrouped e -> e.group() + 2;
            case TreeEvent.Divided e -> e.group() + 3;
            case TreeEvent.Merged e -> e.group() + 4;
            case TreeEvent.Vanished e -> e.group() + 5;
            case TreeEvent.Abandoned e -> e.group() + 6;
            default -> 0;
        };
    }

    /** Of an election that the agent won. */
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

    private static Change lost(ChangeType type, Signal.Event event, int level, long group) {
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
