package io.murmur.protocol.gossip;

import static io.murmur.protocol.testing.Swarm.MILLI;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import org.junit.jupiter.api.Test;

/** An agent that has sent all it may has asked nobody, and does not take itself to have asked. */
class QuestionBoundTest {
    private static final int DATAGRAMS_MAX = 8;

    private final Rig rig = new Rig(8, settings());
    private final Entry entry = rig.entry(7, "key", "value", 1_000);
    private final Message.Offer offer = new Message.Offer(entry.key().prefix(), entry.version(), entry.owner());

    private static Settings settings() {
        Settings lan = Settings.lan();
        Allowance allowance = new Allowance(DATAGRAMS_MAX, 200 * MILLI);
        return new Settings(lan.gossip(), lan.membership(), lan.limits(), allowance, lan.leaveNanos());
    }

    private boolean asks(int mate) {
        rig.said();
        rig.hear(mate, offer);
        return rig.saidTo(Swarm.address(mate)).stream().anyMatch(Message.Want.class::isInstance);
    }

    private void useUpTheInterval() {
        for (int i = 0; i < DATAGRAMS_MAX; i++) {
            rig.hear(6, new Message.Ping(i, Swarm.member(0).id()));
        }
    }

    @Test
    void whoeverOffersWhatIsLackingIsAsked() {
        assertTrue(asks(1));
    }

    @Test
    void whoeverCouldNotBeAskedDoesNotKeepTheNextFromBeingAsked() {
        rig.run(150 * MILLI);
        useUpTheInterval();
        assertFalse(asks(1));
        rig.run(60 * MILLI); // into the next interval, and no longer than an answer may take
        assertTrue(asks(2));
    }
}
