package io.murmur.protocol.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.testing.Rig;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent does about peers that do not answer, and about answers to questions it did not ask. */
class ExchangesTest {
    private static final int SIZE = 100;
    private static final int FANOUT = 3;
    private static final Address FIRST = Swarm.address(0);

    private final Rig rig =
            new Rig(SIZE, Settings.lan().with(Settings.lan().gossip().withFanout(FANOUT)));

    /** The peers that the next round with digests asks, in its order, and what they are asked. */
    private List<Asked> round() {
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; asked.isEmpty() && i < 100; i++) {
            rig.run(10 * Swarm.MILLI);
            rig.host()
                    .takeSent()
                    .forEach(sent -> sent.messages().stream()
                            .filter(Message.Digest.class::isInstance)
                            .map(Message.Digest.class::cast)
                            .forEach(digest ->
                                    asked.add(new Asked((int) (sent.to().low() - FIRST.low()), digest.exchange()))));
        }
        return asked;
    }

    private record Asked(int peer, int exchange) {}

    @Test
    void unansweredExchangesAreMadeUpForAndNeverMoreThanDoubleTheFanout() {
        assertEquals(FANOUT, round().size());
        for (int i = 0; i < 5; i++) {
            assertEquals(2 * FANOUT, round().size());
        }
        List<Asked> asked = round();
        asked.forEach(each -> rig.hear(each.peer, new Message.Same(each.exchange)));
        assertEquals(FANOUT, round().size(), "all have answered");
    }

    @Test
    void anAnswerOfAnotherPeerOrToAnotherQuestionCountsForNothing() {
        for (Asked each : round()) {
            rig.hear(each.peer == 1 ? 2 : 1, new Message.Same(each.exchange + FANOUT));
            rig.hear(each.peer % (SIZE - 1) + 1, new Message.Same(each.exchange));
        }
        assertEquals(2 * FANOUT, round().size());
    }
}
