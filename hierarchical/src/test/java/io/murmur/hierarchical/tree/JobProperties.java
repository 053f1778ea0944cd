package io.murmur.hierarchical.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The shares of a job are exactly the job, however it is dealt out. */
class JobProperties {
    @Property
    void coversEveryPositionOfItsOwnExactlyOnce(
            @ForAll @IntRange(max = 60) int base,
            @ForAll @IntRange(min = 1, max = 20) int step,
            @ForAll @IntRange(min = 1, max = 20) int children,
            @ForAll @IntRange(max = 1_500) int positions) {
        List<Integer> covered = new ArrayList<>();
        run(new Job(1, base, step), children, positions, covered);
        List<Integer> meant = IntStream.iterate(base, position -> position < positions, position -> position + step)
                .boxed()
                .toList();
        assertEquals(meant, covered.stream().sorted().toList());
    }

    /** Whoever carries it out covers the first few itself and hands each of them a share of the rest. */
    private static void run(Job job, int children, int positions, List<Integer> covered) {
        for (int child = 0; child < children && job.position(child) < positions; child++) {
            covered.add(job.position(child));
            run(job.share(child, children), children, positions, covered);
        }
    }

    @Property
    void sharesBeyondTheLastPositionAreEmpty(
            @ForAll @IntRange(max = Job.POSITION_MAX) int base,
            @ForAll @IntRange(min = 1, max = Job.POSITION_MAX) int step,
            @ForAll @IntRange(max = 20) int child) {
        Job share = new Job(1, base, step).share(child, 20);
        assertEquals(Math.min(Job.POSITION_MAX, base + (child + 20L) * step), share.position(0));
        assertEquals(Math.min(Job.POSITION_MAX, 20L * step), share.step());
    }
}
