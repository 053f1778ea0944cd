package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Desk;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.host.Dice;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What waits when a member has sent as much as it may: member 1 of 128 that asked, stood and won at one moment. */
class ElectionPaceTest {
    private static final long GROUP = 5;
    private static final int SIZE = 128;
    private static final int MOST = 24;
    private static final int ROUND = 11;
    private static final ElectionSettings SETTINGS = ElectionSettings.lan();
    private static final Ids MEMBERS = Ids.of(LongStream.rangeClosed(1, SIZE).toArray());

    private final Desk desk = new Desk();
    private final Election election =
            new Election(GROUP, 1, 50, SETTINGS, Kept.fresh(Configuration.founding(MEMBERS, 1)), new Dice(1), desk);
    private final long waiting;
    private final int asked;
    private long nowNanos = 1_000;

    ElectionPaceTest() {
        election.start(nowNanos);
        election.fire(nowNanos, desk.token());
        answer(new ElectionMessage.PreVoteAnswer(GROUP, 1, 1, 0, true));
        answer(new ElectionMessage.VoteAnswer(GROUP, 1, 1, true));
        assertEquals(ElectionState.LEADER, election.state());
        asked = (int) desk.sent.stream()
                .filter(message -> message instanceof ElectionMessage.Question)
                .count();
        waiting = desk.planned.get(desk.planned.size() - 2);
    }

    private void answer(ElectionMessage yes) {
        for (long from = 2; from <= SIZE / 2 + 1; from++) {
            election.receive(nowNanos, from, yes);
        }
    }

    private void idle(long nanos) {
        desk.clear();
        nowNanos += nanos;
        election.fire(nowNanos, waiting);
    }

    @Test
    void sendsWhatItMayAndTheRestWhenItMayAgain() {
        assertEquals(MOST, desk.sent.size());
        assertTrue(asked + ROUND > MOST);
        idle(220_000_000);
        assertEquals(asked + ROUND - MOST, desk.sent.size());
        desk.sent.forEach(message -> assertInstanceOf(ElectionMessage.Heartbeat.class, message));
    }

    @Test
    void whatTheHostAllowsNotNowIsSentWhenItDoes() {
        idle(220_000_000);
        desk.clear();
        nowNanos += 220_000_000;
        desk.full = true;
        election.receive(nowNanos, 2, new ElectionMessage.PreVote(GROUP, 3, 2, Slice.NONE, 1, new Stamp(1, 1), 50));
        assertEquals(0, desk.sent.size());
        long again = desk.token();
        desk.full = false;
        election.fire(nowNanos + 50_000_000, again);
        assertInstanceOf(ElectionMessage.PreVoteAnswer.class, desk.sent.getFirst());
    }

    @Test
    void whatWaitsOfARoleThatIsOverIsNotSent() {
        election.receive(
                nowNanos,
                2,
                new ElectionMessage.Heartbeat(
                        GROUP, 9, 2, Slice.NONE, 1, SETTINGS.leaseNanos(), 1, Ids.NONE, Electorate.of(MEMBERS)));
        assertEquals(ElectionState.FOLLOWER, election.state());
        idle(220_000_000);
        assertEquals(1, desk.sent.size());
        assertInstanceOf(ElectionMessage.HeartbeatAck.class, desk.sent.getFirst());
    }
}
