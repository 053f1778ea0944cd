package io.murmur.sidecar.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times measured again and again, in milliseconds. */
final class Millis {
    private final List<Double> times = new ArrayList<>();

    void add(long nanos) {
        times.add(nanos / 1e6);
    }

    double median() {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "median %.1f ms, max %.1f ms of %d", median(), Collections.max(times), times.size());
    }
}
