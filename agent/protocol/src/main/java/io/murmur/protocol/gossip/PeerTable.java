package io.murmur.protocol.gossip;

import java.util.Arrays;

/**
 * What is known of peers' speed and reliability, in a fixed number of places: a peer that is met replaces whoever had
 * its place. Averages are exponential with a weight of an eighth, as TCP's round-trip estimate (RFC 6298 §2).
 */
final class PeerTable {
    private static final int PLACES = 256;
    private static final float WEIGHT = 0.125f;
    /** Nothing known: neither good nor bad. */
    private static final float UNKNOWN_MICROS = 1_000;

    /** How much a round trip that is shorter than those of late counts. */
    private static final float RELIEF = 0.25f;

    private final long[] ids = new long[PLACES];
    private final float[] micros = new float[PLACES];
    private final float[] answeredShare = new float[PLACES];
    private float roundTripMicros;

    PeerTable() {
        Arrays.fill(micros, UNKNOWN_MICROS);
        Arrays.fill(answeredShare, 1);
    }

    void answered(long peer, long roundTripNanos) {
        took(roundTripNanos);
        int place = take(peer);
        micros[place] += WEIGHT * (roundTripNanos / 1_000f - micros[place]);
        answeredShare[place] += WEIGHT * (1 - answeredShare[place]);
    }

    void missed(long peer) {
        int place = take(peer);
        answeredShare[place] -= WEIGHT * answeredShare[place];
    }

    /** An exchange took so long, or at least so long: longer ones count at once, shorter ones little by little. */
    void took(long roundTripNanos) {
        float sample = roundTripNanos / 1_000f;
        roundTripMicros += (sample > roundTripMicros ? 1 : RELIEF) * (sample - roundTripMicros);
    }

    /** How long exchanges take of late, whoever the peer. */
    long roundTripNanos() {
        return (long) (roundTripMicros * 1_000);
    }

    /** The expected cost of an exchange in microseconds: its time, and its time again for every expected failure. */
    float cost(long peer) {
        int place = place(peer);
        if (ids[place] != peer) {
            return UNKNOWN_MICROS;
        }
        float share = Math.max(0.05f, answeredShare[place]);
        return micros[place] / (share * share);
    }

    private int take(long peer) {
        int place = place(peer);
        if (ids[place] != peer) {
            ids[place] = peer;
            micros[place] = UNKNOWN_MICROS;
            answeredShare[place] = 1;
        }
        return place;
    }

    private static int place(long peer) {
        return (int) ((peer * 0x9E3779B97F4A7C15L) >>> 56);
    }
}
