package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.roster.Status;
import io.murmur.schema.MurmurAttributes.AgentState;
import io.murmur.schema.MurmurAttributes.ExchangeAgreement;
import io.murmur.schema.MurmurAttributes.ExchangeOutcome;
import io.murmur.schema.MurmurAttributes.MemberPreviousState;
import io.murmur.schema.MurmurAttributes.MemberState;
import io.murmur.schema.MurmurAttributes.ProbeOutcome;
import io.murmur.schema.MurmurAttributes.StateMergeOutcome;
import java.util.HexFormat;
import java.util.Locale;

/** How the registry calls what the kernel calls by its own names. */
final class Vocabulary {
    private Vocabulary() {}

    static AgentState of(Lifecycle lifecycle) {
        return switch (lifecycle) {
            case NEW -> AgentState.NEW;
            case JOINING -> AgentState.JOINING;
            case READY -> AgentState.READY;
            case LEAVING -> AgentState.LEAVING;
            case LEFT -> AgentState.LEFT;
        };
    }

    static MemberState of(Status status) {
        return switch (status) {
            case ALIVE -> MemberState.ALIVE;
            case SUSPECT -> MemberState.SUSPECT;
            case DEAD -> MemberState.DEAD;
            case LEFT -> MemberState.LEFT;
        };
    }

    static MemberPreviousState before(Status status) {
        return switch (status) {
            case ALIVE -> MemberPreviousState.ALIVE;
            case SUSPECT -> MemberPreviousState.SUSPECT;
            case DEAD -> MemberPreviousState.DEAD;
            case LEFT -> MemberPreviousState.LEFT;
        };
    }

    static ExchangeAgreement of(Event.Agreement agreement) {
        return switch (agreement) {
            case SAME -> ExchangeAgreement.SAME;
            case DIFFERENT -> ExchangeAgreement.DIFFERENT;
        };
    }

    static ExchangeOutcome outcome(Event.Agreement agreement) {
        return switch (agreement) {
            case SAME -> ExchangeOutcome.SAME;
            case DIFFERENT -> ExchangeOutcome.DIFFERENT;
        };
    }

    static StateMergeOutcome of(Event.Ignorance reason) {
        return switch (reason) {
            case DUPLICATE -> StateMergeOutcome.DUPLICATE;
            case STALE -> StateMergeOutcome.STALE;
            case BEHIND_WATERMARK -> StateMergeOutcome.BEHIND_WATERMARK;
            case AHEAD_OF_TIME -> StateMergeOutcome.AHEAD_OF_TIME;
            case FORGED -> StateMergeOutcome.FORGED;
            case TOO_LARGE -> StateMergeOutcome.TOO_LARGE;
            case FULL -> StateMergeOutcome.FULL;
            case OUT_OF_SCOPE -> StateMergeOutcome.OUT_OF_SCOPE;
        };
    }

    static ProbeOutcome of(Event.ProbeOutcome outcome) {
        return switch (outcome) {
            case DIRECT -> ProbeOutcome.DIRECT;
            case INDIRECT -> ProbeOutcome.INDIRECT;
            case FAILED -> ProbeOutcome.FAILED;
        };
    }

    /** The {@code error.type} of a reason: its own name. */
    static String error(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** How ids are written: 16 hexadecimal digits. */
    static String id(long id) {
        return HexFormat.of().toHexDigits(id);
    }
}
