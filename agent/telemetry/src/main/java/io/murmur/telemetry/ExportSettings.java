package io.murmur.telemetry;

import java.time.Duration;
import java.util.Map;

/**
 * Where signals go.
 *
 * @param endpoint the base URL of an OTLP receiver over HTTP, such as {@code http://localhost:4318}
 * @param headers sent with each request, for receivers that ask who is there
 * @param interval between two exports of metrics
 */
public record ExportSettings(String endpoint, Map<String, String> headers, Duration interval) {
    public ExportSettings {
        headers = Map.copyOf(headers);
    }
}
