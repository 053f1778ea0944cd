package io.murmur.hierarchical.election;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.testing.Desk;
import io.murmur.hierarchical.testing.Group;
import io.murmur.hierarchical.testing.Node;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.host.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a large group's leader reaches those whom no relay reaches. */
class ElectionReachTest {
    private static final long GROUP = 5;
    private static final ElectionSettings SETTINGS = ElectionSettings.lan();
    private static final Ids MEMBERS = Ids.of(LongStream.rangeClosed(1, 40).toArray());
    private static final int QUORUM = 21;

    private final Desk desk = new Desk();
    private final Election leader =
            new Election(GROUP, 1, 50, SETTINGS, Kept.fresh(Configuration.founding(MEMBERS, 1)), new Dice(1), desk);
    private long nowNanos = 1_000;
    private int round;

    ElectionReachTest() {
        leader.start(nowNanos);
        leader.fire(nowNanos, desk.token());
        for (long from = 2; from <= QUORUM; from++) {
            leader.receive(nowNanos, from, new ElectionMessage.PreVoteAnswer(GROUP, 1, 1, 0, true));
        }
        desk.clear();
        for (long from = 2; from <= QUORUM; from++) {
            leader.receive(nowNanos, from, new ElectionMessage.VoteAnswer(GROUP, 1, 1, true));
        }
        assertEquals(ElectionState.LEADER, leader.state());
        round = 1;
    }

    /** Members up to that one acknowledge the round, and the next one begins: whom it reaches without a relay. */
    private List<Long> apart(long last) {
        for (long from = 2; from <= last; from++) {
            leader.receive(nowNanos, from, new ElectionMessage.HeartbeatAck(GROUP, 1, round, new Stamp(1, 1), 50));
        }
        nowNanos += SETTINGS.heartbeatNanos();
        long token = desk.token();
        desk.clear();
        leader.fire(nowNanos, token);
        round++;
        List<Long> apart = new ArrayList<>();
        List<Long> reached = new ArrayList<>();
        for (int i = 0; i < desk.sent.size(); i++) {
            ElectionMessage.Heartbeat heartbeat = (ElectionMessage.Heartbeat) desk.sent.get(i);
            reached.add(desk.sentTo.get(i));
            for (int place = 0; place < MEMBERS.size(); place++) {
                if (heartbeat.slice().contains(place)) {
                    reached.add(MEMBERS.at(place));
                }
            }
            if (heartbeat.slice().isEmpty()) {
                apart.add(desk.sentTo.get(i));
            }
        }
        reached.sort(Long::compare);
        assertEquals(LongStream.rangeClosed(2, 40).boxed().toList(), reached, "each gets one heartbeat");
        return apart;
    }

    @Test
    void speaksToNobodyApartWhomRelaysReach() {
        assertEquals(List.of(), apart(40));
        assertEquals(List.of(), apart(40));
    }

    @Test
    void speaksInTheNextRoundToThoseWhoWereMissed() {
        assertEquals(List.of(38L, 39L, 40L), apart(37));
        assertEquals(List.of(), apart(40));
        assertEquals(List.of(40L), apart(39));
    }

    @Test
    void speaksToSoManyApartInARoundAndToAllInTurn() {
        TreeSet<Long> spokenTo = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            List<Long> apart = apart(27);
            assertEquals(SETTINGS.directMax(), apart.size());
            spokenTo.addAll(apart);
        }
        assertEquals(LongStream.rangeClosed(28, 40).boxed().toList(), List.copyOf(spokenTo));
        assertEquals(SETTINGS.directMax(), apart(27).size());
    }

    /** As where relays do not know yet where new members are; each hears the leader every second round. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void whomNoRelayReachesFollowsAllTheSame(long seed) {
        Group group = new Group(seed, 60, Group.Traits.even());
        assertTrue(group.runUntil(group::agrees, 4 * Group.SECOND));
        group.runFor(2 * Group.SECOND);
        Node leader = group.leader().orElseThrow();
        List<Node> others =
                group.nodes().stream().filter(node -> node != leader).toList();
        for (int i = 0; i < SETTINGS.directMax(); i++) {
            Node missed = others.get(7 * i);
            others.forEach(other -> group.links().cut(other.id, missed.id));
        }
        group.nodes().forEach(node -> node.events.clear());
        for (int second = 0; second < 20; second++) {
            group.runFor(Group.SECOND);
            assertTrue(leader.acts() && group.agrees(), "seed " + seed + ", second " + second);
        }
        assertFalse(group.nodes().stream()
                .flatMap(node -> node.events.stream())
                .anyMatch(event -> event instanceof ElectionEvent.Asked));
    }
}
