package io.murmur.hierarchical.spread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferedTest {
    private final Stage stage = new Stage(0, 9);
    private final Offered offered = new Offered(stage.local, Stage.INTERVAL_NANOS / 2, Stage.TIMER);
    private final Entry entry = stage.entry("key", 0);

    private void offer(int by, boolean asked) {
        offered.add(offerOf(entry), Swarm.address(by), asked);
    }

    private static Message.Offer offerOf(Entry entry) {
        return new Message.Offer(entry.key().prefix(), entry.version(), entry.owner());
    }

    /** Whom it asks in so many intervals. */
    private List<Address> asked(double intervals) {
        stage.run((long) (intervals * Stage.INTERVAL_NANOS), offered::fire);
        return stage.host.takeSent().stream().map(RecordingHost.Sent::to).toList();
    }

    private void offeredByAll(boolean asked) {
        for (int mate = 1; mate < 9; mate++) {
            offer(mate, asked);
        }
    }

    @Test
    void whoWasSparedIsAskedForWhatHasNotComeTwiceAtMost() {
        offeredByAll(false);
        assertEquals(List.of(Swarm.address(1), Swarm.address(2), Swarm.address(3)), asked(0.6));
        assertEquals(List.of(Swarm.address(1), Swarm.address(2), Swarm.address(3)), asked(0.5));
        assertEquals(List.of(), asked(5));
    }

    /** Else who lost the few answers it was given lacks the entry until it happens to compare its state with somebody's. */
    @Test
    void whoWasAskedInVainIsAskedOnceMore() {
        offeredByAll(true);
        assertEquals(List.of(), asked(0.4));
        assertEquals(List.of(Swarm.address(1), Swarm.address(2), Swarm.address(3)), asked(0.2));
        assertEquals(List.of(), asked(5));
    }

    @Test
    void nobodyIsAskedOnceMoreForWhatCameMeanwhile() {
        offer(1, false);
        assertEquals(List.of(Swarm.address(1)), asked(0.6));
        stage.hold(entry);
        assertEquals(List.of(), asked(5));
    }

    /** Else an agent that is busy when it hears of an entry lacks it until it happens to compare its state with somebody's. */
    @Test
    void whoFindsNoRoomIsAskedInTheNextInterval() {
        offer(1, false);
        stage.run(Stage.INTERVAL_NANOS / 4, offered::fire);
        useUpTheInterval();
        stage.run(Stage.INTERVAL_NANOS / 2, offered::fire);
        assertEquals(List.of(), stage.host.takeSent());
        assertEquals(List.of(Swarm.address(1)), asked(0.4));
    }

    private void useUpTheInterval() {
        while (stage.local.sent() < stage.local.ordinary()) {
            stage.local.send(Swarm.address(8), new Message.Ack(0));
        }
        stage.host.takeSent();
    }

    /** However many they are: as many as fit go with one datagram, the others with those of later intervals. */
    @Test
    void allThatOneMateOfferedIsAskedForInAFewDatagrams() {
        Set<Long> keys = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Entry each = stage.entry("key-" + i, 0);
            keys.add(each.key().prefix());
            offered.add(offerOf(each), Swarm.address(1), true);
        }
        stage.run(4 * Stage.INTERVAL_NANOS, offered::fire);
        List<RecordingHost.Sent> sent = stage.host.takeSent();
        Set<Long> asked = new HashSet<>();
        sent.forEach(each -> each.messages().forEach(message -> asked.add(((Message.Want) message).key())));
        assertEquals(keys, asked);
        assertTrue(sent.size() <= 3, sent.size() + " datagrams");
    }

    @Test
    void nobodyIsAskedForWhatCame() {
        offer(1, false);
        stage.hold(entry);
        assertEquals(List.of(), asked(1));
    }

    @Test
    void anEarlierVersionIsNotWhatWasOffered() {
        offer(1, false);
        stage.hold(stage.entry("key", -1));
        assertEquals(List.of(Swarm.address(1)), asked(0.6));
    }
}
