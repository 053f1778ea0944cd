package io.murmur.hierarchical.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes election messages. */
public final class ElectionWriter {
    /** The first byte of every message. */
    public static final int VERSION = 1;

    /** The longest message, a heartbeat with every member and deputy, in bytes. */
    public static final int BYTES_MAX = 36 + 8 * ElectionMessage.DEPUTIES_MAX + 8 * Ids.MAX;

    static final int PRE_VOTE = 1;
    static final int PRE_VOTE_ANSWER = 2;
    static final int VOTE = 3;
    static final int VOTE_ANSWER = 4;
    static final int HEARTBEAT = 5;
    static final int HEARTBEAT_ACK = 6;
    static final int TRANSFER = 7;

    private ElectionWriter() {}

    /** The message in its only encoding; at most {@value #BYTES_MAX} bytes. */
    public static byte[] write(ElectionMessage message) {
        ByteBuffer to = ByteBuffer.allocate(BYTES_MAX);
        switch (message) {
            case ElectionMessage.PreVote ask -> preVote(to, ask);
            case ElectionMessage.PreVoteAnswer answer -> preVoteAnswer(to, answer);
            case ElectionMessage.Vote ask -> stamp(head(to, VOTE, ask.group(), ask.term()), ask.stamp());
            case ElectionMessage.VoteAnswer answer -> voteAnswer(to, answer);
            case ElectionMessage.Heartbeat heartbeat -> heartbeat(to, heartbeat);
            case ElectionMessage.HeartbeatAck ack -> ack(to, ack);
            case ElectionMessage.Transfer transfer ->
                head(to, TRANSFER, transfer.group(), transfer.term()).putLong(transfer.successor());
        }
        return Arrays.copyOf(to.array(), to.position());
    }

    private static ByteBuffer head(ByteBuffer to, int kind, long group, long term) {
        return to.put((byte) VERSION).put((byte) kind).putLong(group).putLong(term);
    }

    private static void preVote(ByteBuffer to, ElectionMessage.PreVote ask) {
        head(to, PRE_VOTE, ask.group(), ask.term()).putInt(ask.attempt());
        stamp(to, ask.stamp()).put((byte) ask.priority());
    }

    private static void preVoteAnswer(ByteBuffer to, ElectionMessage.PreVoteAnswer answer) {
        head(to, PRE_VOTE_ANSWER, answer.group(), answer.term()).putInt(answer.attempt());
        to.putLong(answer.ownTerm()).put(flag(answer.granted()));
    }

    private static void voteAnswer(ByteBuffer to, ElectionMessage.VoteAnswer answer) {
        head(to, VOTE_ANSWER, answer.group(), answer.term())
                .putLong(answer.ownTerm())
                .put(flag(answer.granted()));
    }

    private static void heartbeat(ByteBuffer to, ElectionMessage.Heartbeat heartbeat) {
        head(to, HEARTBEAT, heartbeat.group(), heartbeat.term()).putInt(heartbeat.round());
        to.putLong(heartbeat.leaseNanos()).putInt(heartbeat.number());
        ids(to, heartbeat.deputies());
        ids(to, heartbeat.members());
    }

    private static void ack(ByteBuffer to, ElectionMessage.HeartbeatAck ack) {
        head(to, HEARTBEAT_ACK, ack.group(), ack.term()).putInt(ack.round());
        stamp(to, ack.stamp()).put((byte) ack.priority());
    }

    private static ByteBuffer stamp(ByteBuffer to, Stamp stamp) {
        return to.putLong(stamp.term()).putInt(stamp.number());
    }

    private static void ids(ByteBuffer to, Ids ids) {
        to.put((byte) ids.size());
        for (int i = 0; i < ids.size(); i++) {
            to.putLong(ids.at(i));
        }
    }

    private static byte flag(boolean set) {
        return (byte) (set ? 1 : 0);
    }
}
