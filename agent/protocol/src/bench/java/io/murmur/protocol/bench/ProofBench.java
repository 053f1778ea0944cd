package io.murmur.protocol.bench;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.merkle.Proof;
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

/** Proofs over 1,000,000 entries, beside {@code hashesAlone}: as many hashes as one verification takes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class ProofBench {

    private static final int ENTRIES = 1_000_000;
    private static final int SAMPLES = 1024;

    private final Hasher hasher = new Hasher();
    private final Hash[] keys = new Hash[SAMPLES];
    private final Proof[] proofs = new Proof[SAMPLES];
    private final io.murmur.protocol.state.State state = Workload.state(ENTRIES, hasher);
    private long hashesPerProof;
    private int next;

    @Setup
    public void prove() {
        long bytes = 0;
        int bytesMax = 0;
        for (int i = 0; i < SAMPLES; i++) {
            keys[i] = Workload.entry(i * (ENTRIES / SAMPLES), 1, hasher).key();
        }
        long before = hasher.count();
        for (int i = 0; i < SAMPLES; i++) {
            proofs[i] = state.prove(keys[i], hasher);
            bytes += proofs[i].encodedLength();
            bytesMax = Math.max(bytesMax, proofs[i].encodedLength());
            if (!(proofs[i].verify(state.root(), keys[i], hasher) instanceof Proof.Verdict.Present)) {
                throw new IllegalStateException("a true proof does not verify");
            }
        }
        hashesPerProof = (hasher.count() - before + SAMPLES / 2) / SAMPLES;
        System.out.println(
                "proof bytes: mean " + bytes / SAMPLES + ", longest " + bytesMax + "; hashes: " + hashesPerProof);
    }

    @Benchmark
    public Proof generate() {
        return state.prove(keys[next++ & (SAMPLES - 1)], hasher);
    }

    @Benchmark
    public Proof.Verdict verify() {
        int sample = next++ & (SAMPLES - 1);
        return proofs[sample].verify(state.root(), keys[sample], hasher);
    }

    @Benchmark
    public Hash hashesAlone() {
        return Workload.hashes(hashesPerProof, hasher);
    }
}
