package io.murmur.sim.engine;

import io.murmur.sim.chance.Mix;

/** What happened in a partition, in numbers, and a fingerprint of it that does not depend on who worked when. */
final class Tally {
    private static final int ROOT_AT = 34;

    final long[] events = new long[EventKind.COUNT];
    long received;
    long timers;
    long commands;
    long sent;
    long bytesSent;
    /** Datagrams that carry, offer or ask for entries. */
    long naming;

    long lost;
    long duplicated;
    long undelivered;
    /** The most datagrams of one agent in one step. */
    long longestQueue;
    /** Datagrams posted in the step at work. */
    long posted;

    private long fingerprint;

    void datagram(int receiver, int sender, byte[] bytes, int offset, int length) {
        received++;
        long content = length;
        if (length >= ROOT_AT + Long.BYTES) {
            content ^= word(bytes, offset + ROOT_AT) ^ Long.rotateLeft(word(bytes, offset + length - Long.BYTES), 17);
        }
        fingerprint += Mix.of((long) receiver << 32 | sender, content);
    }

    void timer(int agent, long token, long now) {
        timers++;
        fingerprint += Mix.of(agent * 31L + token, now);
    }

    void note(long word) {
        fingerprint += word;
    }

    /** A sum over inputs, so that it is the same in whatever order partitions were worked on. */
    long fingerprint() {
        return fingerprint;
    }

    private static long word(byte[] bytes, int at) {
        return Stream.i64(bytes, at);
    }

    /** Adds another partition's numbers to these. */
    void add(Tally other) {
        for (int i = 0; i < events.length; i++) {
            events[i] += other.events[i];
        }
        received += other.received;
        timers += other.timers;
        commands += other.commands;
        sent += other.sent;
        bytesSent += other.bytesSent;
        naming += other.naming;
        lost += other.lost;
        duplicated += other.duplicated;
        undelivered += other.undelivered;
        fingerprint += other.fingerprint;
    }

    long inputs() {
        return received + timers + commands;
    }
}
