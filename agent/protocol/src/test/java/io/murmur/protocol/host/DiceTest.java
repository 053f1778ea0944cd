package io.murmur.protocol.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Random numbers that a seed decides. */
class DiceTest {
    /** The first numbers of SplitMix64 for the seed 1234567, as its authors' reference code gives them. */
    @Test
    void isSplitMix64() {
        Dice dice = new Dice(1_234_567);
        assertEquals(6_457_827_717_110_365_317L, dice.nextLong());
        assertEquals(3_203_168_211_198_807_973L, dice.nextLong());
        assertEquals(Long.parseUnsignedLong("9817491932198370423"), dice.nextLong());
    }

    @Test
    void staysWithinItsBounds() {
        Dice dice = new Dice(42);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[dice.nextInt(7)]++;
            double share = dice.nextDouble();
            assertTrue(share >= 0 && share < 1);
            long jittered = dice.jittered(1_000);
            assertTrue(jittered >= 900 && jittered <= 1_100, "jittered to " + jittered);
        }
        for (int count : counts) {
            assertEquals(10_000, count, 400);
        }
        assertEquals(0, dice.nextInt(1));
        assertTrue(dice.nextInt(Integer.MAX_VALUE) >= 0);
        assertEquals(0, dice.jittered(0));
    }

    @Test
    void otherSeedsThrowOtherNumbers() {
        assertNotEquals(new Dice(1).nextLong(), new Dice(2).nextLong());
        assertEquals(new Dice(1).nextLong(), new Dice(1).nextLong());
    }
}
