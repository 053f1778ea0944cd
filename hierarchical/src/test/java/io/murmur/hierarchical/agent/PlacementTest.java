package io.murmur.hierarchical.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.testing.Swarm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may send agent 0, a member of a group that is not near, to another one: the mate that it asked. */
class PlacementTest {
    private static final int LOOKS_MAX = 100;
    private static final Contact LEADER = contact(1);
    /** The only one who can be asked: leaders have enough to do. */
    private static final Contact GUIDE = contact(2);

    private static final Contact STRANGER = contact(9);
    private static final Contact NEARER = contact(20);
    private static final TreeMessage.Referral REFERRAL = new TreeMessage.Referral(1, List.of(NEARER));

    private final Bench bench = new Bench(1, 3);
    private final Ranks ranks = new Ranks(
            bench.local,
            HierarchySettings.lan(),
            Keeper.FORGETFUL,
            Sharing.NONE,
            Place.NONE.with(new Descriptor(60, 0, 4, 2, List.of(LEADER, GUIDE))));
    private final Placement placement = new Placement(bench.local, ranks, FormationSettings.lan());

    private static Contact contact(int index) {
        return new Contact(Swarm.member(index).id(), Swarm.address(index));
    }

    private void ask() {
        for (int look = 0; look < LOOKS_MAX; look++) {
            placement.look();
            if (bench.host.takeSent().stream().anyMatch(sent -> sent.to().equals(GUIDE.address()))) {
                return;
            }
        }
        throw new AssertionError("never asks");
    }

    @Test
    void nobodySendsAwayWhoDidNotAsk() {
        assertEquals(List.of(), placement.nearer(REFERRAL, GUIDE.id()));
    }

    @Test
    void takesTheAnswerOfTheGuideOnce() {
        ask();
        assertEquals(List.of(NEARER), placement.nearer(REFERRAL, GUIDE.id()));
        assertEquals(List.of(), placement.nearer(REFERRAL, GUIDE.id()));
    }

    @Test
    void theWordOfAStrangerIsNeitherTakenNorEndsTheQuestion() {
        ask();
        assertTrue(placement.nearer(REFERRAL, STRANGER.id()).isEmpty());
        assertEquals(List.of(NEARER), placement.nearer(REFERRAL, GUIDE.id()));
    }
}
