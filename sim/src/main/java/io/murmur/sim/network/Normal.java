package io.murmur.sim.network;

/** The standard normal distribution. */
final class Normal {
    private static final double TINY = 1e-12;

    private Normal() {}

    /**
     * The value that a share of the distribution does not exceed. Abramowitz and Stegun, formula 26.2.23: the error is
     * below 0.00045.
     */
    static double quantile(double share) {
        double tail = Math.clamp(share < 0.5 ? share : 1 - share, TINY, 0.5);
        double t = Math.sqrt(-2 * Math.log(tail));
        double value =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return share < 0.5 ? -value : value;
    }
}
