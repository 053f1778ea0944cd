package io.murmur.protocol.gossip;

import java.util.Arrays;

/**
 * What is known of peers' speed and reliability, in a fixed number of places: a peer that is met replaces whoever had
 * its place. Averages are exponential with a weight of an eighth, as TCP's round-trip estimate (RFC 6298 §2).
 */
final class PeerTable {
    private static final float WEIGHT = 0.125f;
    /** Nothing known: neither good nor bad. */
    private static final float UNKNOWN_MICROS = 1_000;

    /** How much a round trip that is shorter than those of late counts. */
    private static final float RELIEF = 0.25f;

    private final long[] ids;
    private final float[] micros;
    private final float[] answeredShare;
    private float roundTripMicros;

    /** Of so many places, a power of two: two peers of one place displace each other. */
    PeerTable(int places) {
        ids = new long[places];
        micros = new float[places];
        answeredShare = new float[places];
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

    private int place(long peer) {
        return (int) ((peer * 0x9E3779B97F4A7C15L) >>> 56) & (ids.length - 1);
    }
}
