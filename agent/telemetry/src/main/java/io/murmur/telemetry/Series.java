package io.murmur.telemetry;

import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.Refusal;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.roster.Status;
import io.murmur.schema.MurmurAttributes;
import io.murmur.schema.MurmurAttributes.ContentFetchOutcome;
import io.murmur.schema.MurmurAttributes.CountOutcome;
import io.murmur.schema.MurmurAttributes.ElectionStep;
import io.murmur.schema.MurmurAttributes.ExchangeOutcome;
import io.murmur.schema.MurmurAttributes.HierarchyChange;
import io.murmur.schema.MurmurAttributes.LeaderResignationReason;
import io.murmur.schema.MurmurAttributes.MessageFamily;
import io.murmur.schema.MurmurAttributes.NetworkIoDirection;
import io.murmur.schema.MurmurAttributes.StateMergeOutcome;
import io.murmur.schema.MurmurAttributes.TraceContextOutcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The attributes of every series there is, built once: each list is in the order of the kernel's own constants. */
final class Series {
    static final List<Attributes> PLAIN = List.of(Attributes.empty());

    /** By {@link Event.Agreement}. */
    static final List<Attributes> AGREEMENTS = each(
            MurmurAttributes.EXCHANGE_AGREEMENT,
            Event.Agreement.values(),
            agreement -> Vocabulary.of(agreement).value());

    /** By {@link Event.Agreement}, then unanswered. */
    static final List<Attributes> EXCHANGES = concat(
            each(
                    MurmurAttributes.EXCHANGE_OUTCOME,
                    Event.Agreement.values(),
                    agreement -> Vocabulary.outcome(agreement).value()),
            List.of(Attributes.of(MurmurAttributes.EXCHANGE_OUTCOME, ExchangeOutcome.UNANSWERED.value())));

    /** Applied, then by {@link Event.Ignorance}. */
    static final List<Attributes> MERGES = concat(
            List.of(Attributes.of(MurmurAttributes.STATE_MERGE_OUTCOME, StateMergeOutcome.APPLIED.value())),
            each(
                    MurmurAttributes.STATE_MERGE_OUTCOME,
                    Event.Ignorance.values(),
                    reason -> Vocabulary.of(reason).value()));

    /** By {@link Event.ProbeOutcome}. */
    static final List<Attributes> PROBES = each(
            MurmurAttributes.PROBE_OUTCOME,
            Event.ProbeOutcome.values(),
            outcome -> Vocabulary.of(outcome).value());

    /** By {@link Status}. */
    static final List<Attributes> MEMBERS = each(
            MurmurAttributes.MEMBER_STATE,
            Status.values(),
            status -> Vocabulary.of(status).value());

    /** By {@link Lifecycle}. */
    static final List<Attributes> TRANSITIONS = each(
            MurmurAttributes.AGENT_STATE,
            Lifecycle.values(),
            lifecycle -> Vocabulary.of(lifecycle).value());

    /** Fetched, then missing. */
    static final List<Attributes> FETCHES =
            each(MurmurAttributes.CONTENT_FETCH_OUTCOME, ContentFetchOutcome.values(), ContentFetchOutcome::value);

    /** Sent, then received. */
    static final List<Attributes> DIRECTIONS = List.of(
            Attributes.of(MurmurAttributes.NETWORK_IO_DIRECTION, NetworkIoDirection.TRANSMIT.value()),
            Attributes.of(MurmurAttributes.NETWORK_IO_DIRECTION, NetworkIoDirection.RECEIVE.value()));

    /** Sent, unsent by {@link Loss}, received, dropped by {@link Loss}. */
    static final List<Attributes> DATAGRAMS = DIRECTIONS.stream()
            .flatMap(direction -> Stream.concat(
                    Stream.of(direction),
                    errors(Loss.values()).stream()
                            .map(error -> direction.toBuilder().putAll(error).build())))
            .toList();

    /** By {@link ElectionStep}. */
    static final List<Attributes> STEPS =
            each(MurmurAttributes.ELECTION_STEP, ElectionStep.values(), ElectionStep::value);

    /** By {@link LeaderResignationReason}. */
    static final List<Attributes> RESIGNATIONS = each(
            MurmurAttributes.LEADER_RESIGNATION_REASON,
            LeaderResignationReason.values(),
            LeaderResignationReason::value);

    /** By {@link HierarchyChange}. */
    static final List<Attributes> CHANGES =
            each(MurmurAttributes.HIERARCHY_CHANGE, HierarchyChange.values(), HierarchyChange::value);

    /** By {@link CountOutcome}. */
    static final List<Attributes> COUNTS =
            each(MurmurAttributes.COUNT_OUTCOME, CountOutcome.values(), CountOutcome::value);

    /** Of elections by {@link Refusal}, of the tree by {@link TreeEvent.Reason}, then of multicast. */
    static final List<Attributes> REFUSALS = concat(
            concat(
                    of(MessageFamily.ELECTION, errors(Refusal.values())),
                    of(MessageFamily.TREE, errors(TreeEvent.Reason.values()))),
            of(MessageFamily.MULTICAST, errors(new Enum<?>[] {TreeEvent.Reason.MALFORMED})));

    /** By level of a group. */
    static final List<Attributes> LEVELS = IntStream.rangeClosed(0, Descriptor.LEVEL_MAX)
            .mapToObj(level -> Attributes.of(MurmurAttributes.GROUP_LEVEL, (long) level))
            .toList();

    /** By {@link TraceContextOutcome}. */
    static final List<Attributes> CONTEXTS =
            each(MurmurAttributes.TRACE_CONTEXT_OUTCOME, TraceContextOutcome.values(), TraceContextOutcome::value);

    private Series() {}

    private static List<Attributes> of(MessageFamily family, List<Attributes> errors) {
        return errors.stream()
                .map(error -> error.toBuilder()
                        .put(MurmurAttributes.MESSAGE_FAMILY, family.value())
                        .build())
                .toList();
    }

    /** By the reasons' order. */
    static List<Attributes> errors(Enum<?>[] reasons) {
        return each(MurmurAttributes.ERROR_TYPE, reasons, Vocabulary::error);
    }

    static List<Attributes> concat(List<Attributes> first, List<Attributes> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static <T> List<Attributes> each(AttributeKey<String> key, T[] constants, Function<T, String> value) {
        return Stream.of(constants)
                .map(constant -> Attributes.of(key, value.apply(constant)))
                .toList();
    }
}
