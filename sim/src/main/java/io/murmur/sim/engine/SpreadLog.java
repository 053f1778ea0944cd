package io.murmur.sim.engine;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.state.Entry;
import io.murmur.sim.chance.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts, for each update that is followed, the agents that have taken it in. */
public final class SpreadLog implements EventSink.Factory {
    private static final int PLACES_MIN = 16;

    private final List<Part> parts = new ArrayList<>();
    private long[] versions = new long[PLACES_MIN];
    private long[] owners = new long[PLACES_MIN];
    private int[] numbers = new int[PLACES_MIN];
    private long[] gone = new long[PLACES_MIN];
    private int size;

    /** The counts of one partition. */
    private final class Part implements EventSink {
        private long[] counts = new long[1];

        @Override
        public void observe(int agent, long nowNanos, Event event) {
            if (event instanceof Event.EntryApplied applied) {
                count(applied.entry());
            }
        }

        private void count(Entry entry) {
            int number = find(entry.version(), entry.owner());
            if (number >= 0) {
                if (number >= counts.length) {
                    counts = Arrays.copyOf(counts, Math.max(number + 1, 2 * counts.length));
                }
                counts[number]++;
            }
        }
    }

    @Override
    public EventSink open(int first, int count) {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    /** Follows an update that was just written, and says under which number; its writer counts as the first. */
    public int follow(Entry entry) {
        if (2 * size >= versions.length) {
            grow();
        }
        int place = place(entry.version(), entry.owner());
        versions[place] = entry.version();
        owners[place] = entry.owner();
        numbers[place] = size;
        if (size == gone.length) {
            gone = Arrays.copyOf(gone, 2 * size);
        }
        return size++;
    }

    /** The agents that have taken in the update of that number, its writer included. */
    public long holders(int number) {
        long sum = 1 - gone[number];
        for (Part part : parts) {
            sum += number < part.counts.length ? part.counts[number] : 0;
        }
        return sum;
    }

    /** An agent is about to be no longer counted: so are the updates that it holds. */
    public void dropped(Swarm swarm, int index) {
        Agent agent = swarm.agent(index);
        if (agent == null || !swarm.running(index)) {
            return;
        }
        for (Entry entry : agent.state().trie()) {
            int number = find(entry.version(), entry.owner());
            if (number >= 0) {
                gone[number]++;
            }
        }
    }

    private int find(long version, long owner) {
        int place = place(version, owner);
        return versions[place] == 0 ? -1 : numbers[place];
    }

    private int place(long version, long owner) {
        int mask = versions.length - 1;
        int place = (int) Mix.of(version ^ owner) & mask;
        while (versions[place] != 0 && (versions[place] != version || owners[place] != owner)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldVersions = versions;
        long[] oldOwners = owners;
        int[] oldNumbers = numbers;
        versions = new long[2 * oldVersions.length];
        owners = new long[versions.length];
        numbers = new int[versions.length];
        for (int i = 0; i < oldVersions.length; i++) {
            if (oldVersions[i] != 0) {
                int place = place(oldVersions[i], oldOwners[i]);
                versions[place] = oldVersions[i];
                owners[place] = oldOwners[i];
                numbers[place] = oldNumbers[i];
            }
        }
    }
}
