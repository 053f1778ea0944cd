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

class SparesTest {
    private final Stage stage = new Stage(0, 9);
    private final Spares spares = new Spares(stage.local, Stage.INTERVAL_NANOS / 2, Stage.TIMER);
    private final Entry entry = stage.entry("key", 0);

    private void offered(int by) {
        spares.add(new Message.Offer(entry.key().prefix(), entry.version(), entry.owner()), Swarm.address(by));
    }

    private List<Address> asked() {
        stage.run(Stage.INTERVAL_NANOS, spares::fire);
        return stage.host.takeSent().stream().map(RecordingHost.Sent::to).toList();
    }

    @Test
    void whoWasSparedIsAskedForWhatHasNotComeAndNobodyTwice() {
        for (int mate = 1; mate < 9; mate++) {
            offered(mate);
        }
        assertEquals(List.of(Swarm.address(1), Swarm.address(2), Swarm.address(3)), asked());
        assertEquals(List.of(), asked());
    }

    /** Else an agent that is busy when it hears of an entry lacks it until it happens to compare its state with somebody's. */
    @Test
    void whoFindsNoRoomIsAskedInTheNextInterval() {
        offered(1);
        stage.run(Stage.INTERVAL_NANOS / 4, spares::fire);
        useUpTheInterval();
        stage.run(Stage.INTERVAL_NANOS / 2, spares::fire);
        assertEquals(List.of(), stage.host.takeSent());
        assertEquals(List.of(Swarm.address(1)), asked());
        assertEquals(List.of(), asked());
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
            spares.add(new Message.Offer(each.key().prefix(), each.version(), each.owner()), Swarm.address(1));
        }
        stage.run(4 * Stage.INTERVAL_NANOS, spares::fire);
        List<RecordingHost.Sent> sent = stage.host.takeSent();
        Set<Long> asked = new HashSet<>();
        sent.forEach(each -> each.messages().forEach(message -> asked.add(((Message.Want) message).key())));
        assertEquals(keys, asked);
        assertTrue(sent.size() <= 3, sent.size() + " datagrams");
    }

    @Test
    void nobodyIsAskedForWhatCame() {
        offered(1);
        stage.hold(entry);
        assertEquals(List.of(), asked());
    }

    @Test
    void anEarlierVersionIsNotWhatWasOffered() {
        offered(1);
        stage.hold(stage.entry("key", -1));
        assertEquals(List.of(Swarm.address(1)), asked());
    }
}
