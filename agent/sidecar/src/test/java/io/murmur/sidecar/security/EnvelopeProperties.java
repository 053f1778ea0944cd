package io.murmur.sidecar.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EnvelopeProperties {
    private static final int MTU = 1_200;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY = Keyring.generate(RANDOM);
    private static final String OTHER = Keyring.generate(RANDOM);

    private final Envelope receiver = envelope("swarm", KEY);

    @Property
    void whatWasSealedIsWhatIsOpened(@ForAll @Size(max = MTU - Envelope.OVERHEAD_BYTES) byte[] datagram) {
        byte[] sealed = seal(envelope("swarm", KEY), datagram);
        assertEquals(datagram.length + Envelope.OVERHEAD_BYTES, sealed.length);
        assertEquals(Opening.OPENED, receiver.open(sealed, 0, sealed.length));
        assertArrayEquals(datagram, Arrays.copyOf(receiver.plain(), datagram.length));
    }

    @Property
    void noChangeOfAnyBitIsOpened(
            @ForAll @Size(min = 1, max = 200) byte[] datagram, @ForAll int place, @ForAll @IntRange(max = 7) int bit) {
        byte[] sealed = seal(envelope("swarm", KEY), datagram);
        sealed[Math.floorMod(place, sealed.length)] ^= (byte) (1 << bit);
        assertNotEquals(Opening.OPENED, receiver.open(sealed, 0, sealed.length));
    }

    @Property
    void noCutAndNoSuffixIsOpened(@ForAll @Size(max = 200) byte[] datagram, @ForAll @IntRange(max = 300) int length) {
        byte[] sealed = seal(envelope("swarm", KEY), datagram);
        if (length != sealed.length) {
            byte[] other = Arrays.copyOf(sealed, length);
            assertNotEquals(Opening.OPENED, receiver.open(other, 0, length));
        }
    }

    @Property
    void noiseIsRefusedWithoutAnException(@ForAll @Size(max = 1_500) byte[] noise) {
        assertNotEquals(Opening.OPENED, receiver.open(noise, 0, noise.length));
    }

    @Example
    void aDatagramIsOpenedOnce() {
        byte[] sealed = seal(envelope("swarm", KEY), new byte[100]);
        assertEquals(Opening.OPENED, receiver.open(sealed, 0, sealed.length));
        assertEquals(Opening.REPLAYED, receiver.open(sealed, 0, sealed.length));
    }

    @Example
    void anotherSwarmAndAnotherKeyAreToldApart() {
        byte[] swarm = seal(envelope("other", KEY), new byte[100]);
        assertEquals(Opening.OTHER_SWARM, receiver.open(swarm, 0, swarm.length));
        byte[] key = seal(envelope("swarm", OTHER), new byte[100]);
        assertEquals(Opening.OTHER_KEY, receiver.open(key, 0, key.length));
    }

    @Example
    void theSwarmsWholeNameIsBoundIn() {
        byte[] sealed = seal(envelope("other", KEY), new byte[100]);
        byte[] mine = seal(envelope("swarm", KEY), new byte[100]);
        System.arraycopy(mine, 1, sealed, 1, 2);
        assertEquals(Opening.FORGED, receiver.open(sealed, 0, sealed.length));
    }

    @Example
    void keysAreChangedWithoutAPause() {
        Envelope old = envelope("swarm", KEY);
        Envelope both = envelope("swarm", OTHER, KEY);
        Envelope next = envelope("swarm", OTHER);
        byte[] fromOld = seal(old, new byte[10]);
        assertEquals(Opening.OPENED, both.open(fromOld, 0, fromOld.length));
        byte[] fromBoth = seal(both, new byte[10]);
        assertEquals(Opening.OPENED, next.open(fromBoth, 0, fromBoth.length));
        assertEquals(Opening.OTHER_KEY, old.open(fromBoth, 0, fromBoth.length));
    }

    @Example
    void rememberedSendersAreBoundedAndTheLatestAreKept() {
        Envelope forgetful = new Envelope(Keyring.of("swarm", List.of(KEY)), MTU, 2, RANDOM);
        byte[] first = seal(envelope("swarm", KEY), new byte[1]);
        byte[] last = first;
        assertEquals(Opening.OPENED, forgetful.open(first, 0, first.length));
        for (int i = 0; i < 2; i++) {
            last = seal(envelope("swarm", KEY), new byte[1]);
            assertEquals(Opening.OPENED, forgetful.open(last, 0, last.length));
        }
        assertEquals(Opening.REPLAYED, forgetful.open(last, 0, last.length));
        assertEquals(Opening.OPENED, forgetful.open(first, 0, first.length));
    }

    @Property
    void theWindowAdmitsEachCounterOnceAndNothingBehindIt(
            @ForAll @Size(max = 300) List<@IntRange(max = 4_000) Integer> counters) {
        ReplayWindow window = new ReplayWindow();
        Set<Integer> seen = new HashSet<>();
        int highest = -1;
        for (int counter : counters) {
            boolean expected = counter > highest || (highest - counter < ReplayWindow.WIDTH && !seen.contains(counter));
            assertEquals(expected, window.admits(counter));
            if (expected) {
                window.note(counter);
                seen.add(counter);
                highest = Math.max(highest, counter);
            }
        }
    }

    private static Envelope envelope(String swarm, String... keys) {
        return new Envelope(Keyring.of(swarm, List.of(keys)), MTU - Envelope.OVERHEAD_BYTES, 64, RANDOM);
    }

    private static byte[] seal(Envelope envelope, byte[] datagram) {
        byte[] sealed = new byte[MTU + Envelope.OVERHEAD_BYTES];
        int length = envelope.seal(datagram, 0, datagram.length, sealed);
        return Arrays.copyOf(sealed, length);
    }
}
