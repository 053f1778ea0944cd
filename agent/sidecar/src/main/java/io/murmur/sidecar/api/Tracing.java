package io.murmur.sidecar.api;

import io.murmur.sidecar.node.Creation;
import io.murmur.telemetry.RequestSignals;
import io.murmur.telemetry.RequestSignals.Request;
import io.netty.handler.codec.http.HttpRequest;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one request to the API; nothing where the agent tells nobody, so that nothing of telemetry is loaded then.
 *
 * @param request null where nothing is told
 */
record Tracing(@Nullable Request request) {
    private static final Tracing NONE = new Tracing(null);

    /** A request came. */
    static Tracing begin(@Nullable RequestSignals signals, HttpRequest request) {
        if (signals == null) {
            return NONE;
        }
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return new Tracing(signals.begin(
                request.method().name(),
                path,
                Routes.template(path),
                name -> request.headers().get(name)));
    }

    /** The creation of the entry that the request asks for. */
    Creation creation() {
        return request == null ? Creation.UNTRACED : request::creation;
    }

    /** Does something for the request: what is logged meanwhile belongs to its span. */
    Answer within(Supplier<Answer> answer) {
        if (request == null) {
            return answer.get();
        }
        try (Scope _ = request.context().makeCurrent()) {
            return answer.get();
        }
    }

    /** It was answered. */
    void end(int status) {
        if (request != null) {
            request.end(status);
        }
    }
}
