package io.murmur.hierarchical.spread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
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
