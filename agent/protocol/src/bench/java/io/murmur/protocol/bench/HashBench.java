package io.murmur.protocol.bench;

import io.murmur.protocol.merkle.Domain;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Comparing two roots, beside {@code nothing} (what JMH itself costs) and beside {@code cycles}: a chain of 64 dependent
 * multiplications (3 cycles) and additions (1), 256 cycles on present x86 processors, from which the clock rate follows.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class HashBench {

    private final Hasher hasher = new Hasher();
    private final byte[] bytes = new byte[1024];
    private Hash one = Hash.of(1, 2, 3, 4);
    private Hash same = Hash.of(1, 2, 3, 4);
    private Hash other = Hash.of(1, 2, 3, 5);
    private long word = 12345;

    @Benchmark
    public boolean nothing() {
        return word == 0;
    }

    @Benchmark
    public long cycles() {
        long x = word;
        for (int i = 0; i < 64; i++) {
            x = x * x + word;
        }
        return x;
    }

    @Benchmark
    public boolean equalRoots() {
        return one.equals(same);
    }

    @Benchmark
    public boolean differentRoots() {
        return one.equals(other);
    }

    @Benchmark
    public Hash node() {
        return hasher.node(one, other);
    }

    @Benchmark
    public Hash kilobyte() {
        return hasher.hash(Domain.VALUE, bytes, 0, bytes.length);
    }
}
