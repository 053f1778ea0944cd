package io.murmur.telemetry;

import io.opentelemetry.context.Context;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Histograms in plain arrays: a value costs a few additions, and no allocation. One thread records; any thread may read,
 * and sees each number whole and soon.
 */
final class Buckets implements Histograms {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(double[].class);
    /** A cache line before the first cell and one behind the last, so that neighbours in memory do not slow it. */
    private static final int MARGIN = 8;
    /** Sum, least and greatest value of a series. */
    private static final int NUMBERS = 3;

    private static final int LEAST = 1;
    private static final int GREATEST = 2;

    private final double[][] bounds = Measure.ALL.stream()
            .map(measure ->
                    measure.bounds().stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    /** The buckets of all series of a measure, one series after another. */
    private final long[][] counts = Measure.ALL.stream()
            .map(measure -> new long
                    [MARGIN + measure.series().size() * (measure.bounds().size() + 1) + MARGIN])
            .toArray(long[][]::new);

    private final double[][] numbers =
            Measure.ALL.stream().map(Buckets::numbers).toArray(double[][]::new);

    private static double[] numbers(Measure measure) {
        double[] numbers = new double[MARGIN + measure.series().size() * NUMBERS + MARGIN];
        for (int series = 0; series < measure.series().size(); series++) {
            numbers[MARGIN + series * NUMBERS + LEAST] = Double.POSITIVE_INFINITY;
        }
        return numbers;
    }

    @Override
    public void record(Measure measure, int series, double value, Context context) {
        int number = measure.number();
        double[] upper = bounds[number];
        int bucket = 0;
        while (bucket < upper.length && value > upper[bucket]) {
            bucket++;
        }
        long[] cells = counts[number];
        int at = MARGIN + series * (upper.length + 1) + bucket;
        sum(numbers[number], MARGIN + series * NUMBERS, value);
        COUNT.setOpaque(cells, at, cells[at] + 1);
    }

    private static void sum(double[] cells, int at, double value) {
        if (value > 0) {
            NUMBER.setOpaque(cells, at, cells[at] + value);
        }
        if (value < cells[at + LEAST]) {
            NUMBER.setOpaque(cells, at + LEAST, value);
        }
        if (value > cells[at + GREATEST]) {
            NUMBER.setOpaque(cells, at + GREATEST, value);
        }
    }

    /** How many values of a series fell into a bucket. */
    long count(Measure measure, int series, int bucket) {
        int at = MARGIN + series * (measure.bounds().size() + 1) + bucket;
        return (long) COUNT.getOpaque(counts[measure.number()], at);
    }

    /** The sum of the values of a series, which are not below 0. */
    double sum(Measure measure, int series) {
        return number(measure, series, 0);
    }

    /** The least value of a series; infinite if there is none. */
    double least(Measure measure, int series) {
        return number(measure, series, LEAST);
    }

    /** The greatest value of a series; 0 if there is none. */
    double greatest(Measure measure, int series) {
        return number(measure, series, GREATEST);
    }

    private double number(Measure measure, int series, int which) {
        return (double) NUMBER.getOpaque(numbers[measure.number()], MARGIN + series * NUMBERS + which);
    }
}
