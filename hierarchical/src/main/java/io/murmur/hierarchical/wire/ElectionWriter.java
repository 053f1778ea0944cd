package io.murmur.hierarchical.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes election messages. */
public final class ElectionWriter {
    /** The first byte of every message. */
    public static final int VERSION = 1;

    /** The longest message, a heartbeat with every member, in bytes. */
    public static final int BYTES_MAX = 50 + 8 * Ids.MAX;

    static final int PRE_VOTE = 1;
    static final int PRE_VOTE_ANSWER = 2;
    static final int VOTE = 3;
    static final int VOTE_ANSWER = 4;
    static final int HEARTBEAT = 5;
    static final int HEARTBEAT_ACK = 6;
    static final int TRANSFER = 7;
    static final int HEARTBEAT_ACKS = 8;
    static final int REMOVAL = 9;

    private ElectionWriter() {}

    /** The message in its only encoding; at most {@value #BYTES_MAX} bytes. */
    public static byte[] write(ElectionMessage message) {
        ByteBuffer to = ByteBuffer.allocate(BYTES_MAX);
        switch (message) {
            case ElectionMessage.PreVote ask -> preVote(to, ask);
            case ElectionMessage.PreVoteAnswer answer -> preVoteAnswer(to, answer);
            case ElectionMessage.Vote ask -> stamp(circular(to, VOTE, ask), ask.stamp());
            case ElectionMessage.VoteAnswer answer -> voteAnswer(to, answer);
            case ElectionMessage.Heartbeat heartbeat -> heartbeat(to, heartbeat);
            case ElectionMessage.HeartbeatAck ack -> ack(to, ack);
            case ElectionMessage.Transfer transfer ->
                circular(to, TRANSFER, transfer).putInt(transfer.number()).putLong(transfer.successor());
            case ElectionMessage.HeartbeatAcks acks -> acks(to, acks);
            case ElectionMessage.Removal removal -> head(to, REMOVAL, removal).putInt(removal.number());
        }
        return Arrays.copyOf(to.array(), to.position());
    }

    private static ByteBuffer head(ByteBuffer to, int kind, ElectionMessage message) {
        return to.put((byte) VERSION).put((byte) kind).putLong(message.group()).putLong(message.term());
    }

    private static ByteBuffer circular(ByteBuffer to, int kind, ElectionMessage.Circular message) {
        Slice slice = message.slice();
        head(to, kind, message).putLong(message.origin()).put((byte) slice.first());
        return to.putShort((short) slice.members()).putShort((short) slice.lacking());
    }

    private static void preVote(ByteBuffer to, ElectionMessage.PreVote ask) {
        circular(to, PRE_VOTE, ask).putInt(ask.attempt());
        stamp(to, ask.stamp()).put((byte) ask.priority());
    }

    private static void preVoteAnswer(ByteBuffer to, ElectionMessage.PreVoteAnswer answer) {
        head(to, PRE_VOTE_ANSWER, answer).putInt(answer.attempt());
        to.putLong(answer.ownTerm()).put(flag(answer.granted()));
    }

    private static void voteAnswer(ByteBuffer to, ElectionMessage.VoteAnswer answer) {
        head(to, VOTE_ANSWER, answer).putLong(answer.ownTerm()).put(flag(answer.granted()));
    }

    private static void heartbeat(ByteBuffer to, ElectionMessage.Heartbeat heartbeat) {
        circular(to, HEARTBEAT, heartbeat).putInt(heartbeat.round());
        to.putLong(heartbeat.leaseNanos()).putInt(heartbeat.number());
        ids(to, heartbeat.deputies());
        ids(to, heartbeat.electorate().members());
        to.put((byte) heartbeat.electorate().quorum());
    }

    private static void ack(ByteBuffer to, ElectionMessage.HeartbeatAck ack) {
        head(to, HEARTBEAT_ACK, ack).putInt(ack.round());
        stamp(to, ack.stamp()).put((byte) ack.priority());
    }

    private static void acks(ByteBuffer to, ElectionMessage.HeartbeatAcks acks) {
        head(to, HEARTBEAT_ACKS, acks).putInt(acks.round()).putInt(acks.number());
        to.put((byte) acks.acks().size());
        for (ElectionMessage.Ack ack : acks.acks()) {
            to.put((byte) ack.place()).put((byte) ack.priority()).put(flag(ack.holds()));
        }
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
