package io.murmur.telemetry;

import io.opentelemetry.context.Context;

/** Where measured values go. */
interface Histograms {
    /**
     * Takes in a value.
     *
     * @param series which one of the measure's
     * @param context of the operation that was measured: where that is a recorded span, the value may show it
     */
    void record(Measure measure, int series, double value, Context context);
}
