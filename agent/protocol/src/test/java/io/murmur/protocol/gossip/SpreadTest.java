package io.murmur.protocol.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The epidemic's arithmetic. */
class SpreadTest {
    @Test
    void inASmallSwarmTheWriterTellsEveryoneItself() {
        for (int peers = 1; peers <= 12; peers++) {
            assertEquals(peers, Spread.of(0, peers, 0).contacts());
            assertEquals(1, Spread.of(0, peers, 0).hops());
        }
    }

    @Test
    void aTunedFanoutGrowsWithTheLossAndOnlySoFar() {
        int before = 0;
        for (double loss = 0; loss <= 1; loss += 0.05) {
            int contacts = Spread.of(0, 10_000, loss).contacts();
            assertTrue(contacts >= before, "at loss " + loss);
            before = contacts;
        }
        assertEquals(3, Spread.of(0, 10_000, 0).contacts());
        assertEquals(4, Spread.of(0, 10_000, 0.25).contacts());
        assertEquals(6, Spread.of(0, 10_000, 0.5).contacts());
        assertEquals(6, Spread.of(0, 10_000, 1).contacts());
    }

    @Test
    void aSetFanoutIsKeptAndNeverExceedsThePeers() {
        assertEquals(5, Spread.of(5, 100, 0.9).contacts());
        assertEquals(2, Spread.of(5, 2, 0).contacts());
    }

    @Test
    void newsTravelsFartherAndLongerInALargerSwarm() {
        Spread before = Spread.of(3, 5, 0);
        for (int peers = 10; peers <= 10_000_000; peers *= 10) {
            Spread spread = Spread.of(3, peers, 0);
            assertTrue(spread.hops() >= before.hops() && spread.rounds() >= before.rounds());
            assertTrue(spread.hopsInline() >= before.hopsInline() && spread.hopsInline() < spread.hops());
            double needed = Math.log(peers + 1) / Math.log(4) + Math.log(peers + 1) / 3;
            assertTrue(spread.hops() + spread.rounds() >= needed, peers + " peers");
            before = spread;
        }
        assertTrue(before.hops() <= 16 && before.rounds() <= 9, "and stays bounded: " + before);
    }

    @Test
    void exchangesInVainAreMadeUpForWithAtMostTwiceTheFanout() {
        Spread spread = Spread.of(3, 100, 0);
        assertEquals(3, spread.contactsAfter(0));
        assertEquals(4, spread.contactsAfter(1));
        assertEquals(6, spread.contactsAfter(3));
        assertEquals(6, spread.contactsAfter(6));
        assertEquals(4, Spread.of(3, 4, 0).contactsAfter(3), "there are no more");
        assertEquals(GossipSettings.FANOUT_MAX, Spread.of(20, 100, 0).contactsAfter(20));
    }

    @Test
    void newsThatTravelledFarEnoughIsNotToldOnAndRepairedNewsIs() {
        Spread spread = Spread.of(3, 1_000, 0);
        assertTrue(spread.tellsOn(spread.hops() - 1));
        assertFalse(spread.tellsOn(spread.hops()));
        assertTrue(spread.tellsOn(Gossip.HOPS_UNKNOWN));
        assertFalse(Spread.of(3, 3, 0).tellsOn(Gossip.HOPS_UNKNOWN), "rounds reach everyone");
    }
}
