package io.murmur.hierarchical.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads election messages, strictly. One use reads one message: the first flaw met is the answer. */
public final class ElectionReader {
    private final byte[] bytes;
    private final int end;
    private int position;
    private @Nullable Flaw flaw;

    private ElectionReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** Reads the message of exactly {@code length} bytes at {@code offset}, which must lie inside the array. */
    public static Reading read(byte[] bytes, int offset, int length) {
        return new ElectionReader(bytes, offset, length).reading();
    }

    private Reading reading() {
        if (u8() != ElectionWriter.VERSION) {
            flawed(Flaw.VERSION);
        }
        ElectionMessage message = message(u8());
        if (position != end) {
            flawed(Flaw.SURPLUS);
        }
        return flaw != null || message == null
                ? new Reading.Rejected(flaw == null ? Flaw.KIND : flaw)
                : new Reading.Read(message);
    }

    private @Nullable ElectionMessage message(int kind) {
        if (kind < ElectionWriter.PRE_VOTE || kind > ElectionWriter.REMOVAL) {
            flawed(Flaw.KIND);
        }
        long group = u64();
        long term = ranged(u64(), 1, ElectionMessage.TERM_MAX);
        return switch (kind) {
            case ElectionWriter.PRE_VOTE ->
                new ElectionMessage.PreVote(group, term, id(), slice(), i32(), stamp(), priority());
            case ElectionWriter.PRE_VOTE_ANSWER ->
                new ElectionMessage.PreVoteAnswer(group, term, i32(), ownTerm(), flag());
            case ElectionWriter.VOTE -> new ElectionMessage.Vote(group, term, id(), slice(), stamp());
            case ElectionWriter.VOTE_ANSWER -> new ElectionMessage.VoteAnswer(group, term, ownTerm(), flag());
            case ElectionWriter.HEARTBEAT -> heartbeat(group, term);
            case ElectionWriter.HEARTBEAT_ACK ->
                new ElectionMessage.HeartbeatAck(group, term, positive(), stamp(), priority());
            case ElectionWriter.TRANSFER -> new ElectionMessage.Transfer(group, term, id(), slice(), positive(), id());
            case ElectionWriter.HEARTBEAT_ACKS ->
                new ElectionMessage.HeartbeatAcks(group, term, positive(), positive(), acks());
            case ElectionWriter.REMOVAL -> new ElectionMessage.Removal(group, term, positive());
            default -> null;
        };
    }

    private ElectionMessage heartbeat(long group, long term) {
        long origin = id();
        Slice slice = slice();
        int round = positive();
        long leaseNanos = ranged(u64(), 1, ElectionMessage.LEASE_NANOS_MAX);
        int number = positive();
        Ids deputies = ids(ElectionMessage.DEPUTIES_MAX);
        Electorate electorate = electorate();
        if (deputies.size() > 0 && electorate.members().size() > 0) {
            flawed(Flaw.RANGE);
        }
        return new ElectionMessage.Heartbeat(
                group, term, origin, slice, round, leaseNanos, number, deputies, electorate);
    }

    private Electorate electorate() {
        Ids members = ids(Ids.MAX);
        int quorum = u8();
        if (members.isAscending() && Electorate.decides(members.size(), quorum)) {
            return new Electorate(members, quorum);
        }
        flawed(Flaw.RANGE);
        return Electorate.NONE;
    }

    private List<ElectionMessage.Ack> acks() {
        int size = (int) ranged(u8(), 1, Slice.SPAN);
        List<ElectionMessage.Ack> acks = new ArrayList<>(size);
        int least = 0;
        for (int i = 0; i < size; i++) {
            int place = (int) ranged(u8(), least, Ids.MAX - 1);
            acks.add(new ElectionMessage.Ack(place, priority(), flag()));
            least = place + 1;
        }
        return List.copyOf(acks);
    }

    private Slice slice() {
        int first = u8();
        int members = (int) number(2);
        int lacking = (int) number(2);
        if (Slice.isSlice(first, members, lacking)) {
            return new Slice(first, members, lacking);
        }
        flawed(Flaw.RANGE);
        return Slice.NONE;
    }

    private Stamp stamp() {
        return new Stamp(ownTerm(), (int) ranged(i32(), 0, Integer.MAX_VALUE));
    }

    private long ownTerm() {
        return ranged(u64(), 0, ElectionMessage.TERM_MAX);
    }

    private int positive() {
        return (int) ranged(i32(), 1, Integer.MAX_VALUE);
    }

    private int priority() {
        return (int) ranged(u8(), 0, ElectionMessage.PRIORITY_MAX);
    }

    private boolean flag() {
        return ranged(u8(), 0, 1) == 1;
    }

    private long id() {
        long id = u64();
        if (id == 0) {
            flawed(Flaw.RANGE);
        }
        return id;
    }

    private Ids ids(int max) {
        int size = (int) ranged(u8(), 0, max);
        if (end - position < 8 * size) {
            flawed(Flaw.TRUNCATED);
            return Ids.NONE;
        }
        long[] ids = new long[size];
        for (int i = 0; i < size; i++) {
            ids[i] = u64();
        }
        if (!Ids.areDistinct(ids)) {
            flawed(Flaw.RANGE);
            return Ids.NONE;
        }
        return Ids.of(ids);
    }

    /** The value if it is in its range, else the least there is, so that reading goes on to its end. */
    private long ranged(long value, long min, long max) {
        if (value >= min && value <= max) {
            return value;
        }
        flawed(Flaw.RANGE);
        return min;
    }

    private int u8() {
        return (int) number(1);
    }

    private int i32() {
        return (int) number(4);
    }

    private long u64() {
        return number(8);
    }

    private long number(int size) {
        if (end - position < size) {
            flawed(Flaw.TRUNCATED);
            return 0;
        }
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (bytes[position++] & 0xFF);
        }
        return value;
    }

    private void flawed(Flaw found) {
        if (flaw == null) {
            flaw = found;
        }
    }
}
