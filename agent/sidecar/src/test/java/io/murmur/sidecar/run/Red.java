package io.murmur.sidecar.run;

import io.murmur.sidecar.run.Prometheus.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of rate, errors and duration of an operation, counted twice: by the agents, and by the Collector from their spans.
 *
 * @param metric what the agents count
 * @param spans what the Collector does
 */
record Red(String metric, String where, String spans, String of) {
    private static final String CALLS = "traces_span_metrics_calls_total";
    private static final String SECONDS = "traces_span_metrics_duration_seconds_sum";
    private static final String OPENED =
            "span_name=\"exchange\",span_kind=\"SPAN_KIND_CLIENT\",status_code=\"STATUS_CODE_UNSET\"";
    private static final String ANSWERED = "span_name=\"exchange\",span_kind=\"SPAN_KIND_SERVER\"";
    private static final String PROBE = "span_name=\"probe\"";
    private static final String FAILED = ",status_code=\"STATUS_CODE_ERROR\"";

    /** Spans hold nanoseconds, metrics the seconds of each. */
    private static final double RELATIVE_ERROR_MAX = 1e-6;

    static final List<Red> ALL = List.of(
            new Red("murmur_gossip_rounds_total", "", CALLS, "span_name=\"gossip round\""),
            new Red("murmur_gossip_exchanges_total", "murmur_exchange_outcome!=\"unanswered\"", CALLS, OPENED),
            new Red("murmur_gossip_exchange_duration_seconds_sum", "", SECONDS, OPENED),
            new Red("murmur_gossip_answers_total", "", CALLS, ANSWERED),
            new Red("murmur_probes_total", "", CALLS, PROBE),
            new Red("murmur_probes_total", "murmur_probe_outcome=\"failed\"", CALLS, PROBE + FAILED),
            new Red("murmur_probe_duration_seconds_sum", "", SECONDS, PROBE),
            new Red("murmur_state_writes_total", "", CALLS, "span_name=\"create\""),
            new Red("http_server_request_duration_seconds_count", "", CALLS, "span_name=~\"(GET|PUT|DELETE) .*\""));

    /** How the two differ for one agent, if they do. */
    Optional<String> difference(Prometheus prometheus, String instance) throws Exception {
        double counted = sum(prometheus, metric, where, instance);
        double spanned = sum(prometheus, spans, of, instance);
        return Math.abs(counted - spanned) <= RELATIVE_ERROR_MAX * counted
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%s %s of %s: %f, of spans %f", metric, where, instance, counted, spanned));
    }

    private static double sum(Prometheus prometheus, String name, String where, String instance) throws Exception {
        String matchers = "instance=\"" + instance + "\"" + (where.isEmpty() ? "" : "," + where);
        return prometheus.query("sum(" + name + "{" + matchers + "})").stream()
                .mapToDouble(Sample::value)
                .sum();
    }
}
