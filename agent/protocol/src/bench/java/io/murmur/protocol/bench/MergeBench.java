package io.murmur.protocol.bench;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.state.Entry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Merging 1,000 changed entries into a state of 10,000, and one, each beside the cost of as many hashes alone: the
 * difference is what judging, sorting and copying cost.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class MergeBench {

    private static final int ENTRIES = 10_000;
    private static final int CHANGES = 1_000;

    private final Hasher hasher = new Hasher();
    private final io.murmur.protocol.state.State state = Workload.state(ENTRIES, hasher);
    private final List<Entry> changes = Workload.entries(CHANGES, ENTRIES / CHANGES, 2, hasher);
    private final io.murmur.protocol.state.State changed = state.apply(changes);
    private final Entry one = changes.getFirst();
    private long hashesPerMerge;
    private long hashesPerPut;

    @Setup
    public void count() {
        state.root(hasher);
        changed.root(hasher);
        long before = hasher.count();
        merge();
        hashesPerMerge = hasher.count() - before;
        put();
        hashesPerPut = hasher.count() - before - hashesPerMerge;
        System.out.println("hashes: merge " + hashesPerMerge + ", put " + hashesPerPut);
    }

    @Benchmark
    public Hash merge() {
        return state.apply(changes).root(hasher);
    }

    @Benchmark
    public Hash join() {
        return state.join(changed).root(hasher);
    }

    @Benchmark
    public Hash mergeHashesAlone() {
        return Workload.hashes(hashesPerMerge, hasher);
    }

    @Benchmark
    public Hash put() {
        return state.apply(List.of(one)).root(hasher);
    }

    @Benchmark
    public Hash putHashesAlone() {
        return Workload.hashes(hashesPerPut, hasher);
    }
}
