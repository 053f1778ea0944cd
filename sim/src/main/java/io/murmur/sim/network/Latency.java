package io.murmur.sim.network;

/** How long a datagram takes, as a distribution over 0..1: quantiles in nanoseconds. */
public sealed interface Latency {
    /** The time that a share of datagrams does not exceed, in nanoseconds; at least {@link #leastNanos}. */
    long quantileNanos(double share);

    /** No datagram is faster. Above 0. */
    long leastNanos();

    /** No datagram is slower. */
    long mostNanos();

    /** Always the same. */
    record Constant(long nanos) implements Latency {
        public Constant {
            requireOrder(1, nanos);
        }

        @Override
        public long quantileNanos(double share) {
            return nanos;
        }

        @Override
        public long leastNanos() {
            return nanos;
        }

        @Override
        public long mostNanos() {
            return nanos;
        }
    }

    /** Anything between two bounds, alike. */
    record Uniform(long leastNanos, long mostNanos) implements Latency {
        public Uniform {
            requireOrder(leastNanos, mostNanos);
        }

        @Override
        public long quantileNanos(double share) {
            return leastNanos + (long) (share * (mostNanos - leastNanos));
        }
    }

    /**
     * What networks show: a logarithm that is normally distributed, given by its median and its 99th percentile, and cut
     * off at a tenth of the median below and ten times the 99th percentile above.
     */
    record LogNormal(long medianNanos, long p99Nanos) implements Latency {
        private static final double NORMAL_P99 = 2.3263478740408408;

        public LogNormal {
            requireOrder(10, medianNanos);
            requireOrder(medianNanos, p99Nanos);
        }

        @Override
        public long quantileNanos(double share) {
            double sigma = Math.log((double) p99Nanos / medianNanos) / NORMAL_P99;
            double nanos = medianNanos * Math.exp(sigma * Normal.quantile(share));
            return Math.clamp((long) nanos, leastNanos(), mostNanos());
        }

        @Override
        public long leastNanos() {
            return medianNanos / 10;
        }

        @Override
        public long mostNanos() {
            return 10 * p99Nanos;
        }
    }

    private static void requireOrder(long least, long most) {
        if (least < 1 || most < least) {
            throw new IllegalArgumentException("latencies of " + least + " to " + most + " ns");
        }
    }
}
