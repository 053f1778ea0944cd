package io.murmur.sidecar.api;

import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.node.Creation;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request, taken out of HTTP: safe to keep after the request's buffers are gone. */
final class Question {
    private final String method;
    private final String path;
    private final Map<String, List<String>> parameters;
    private final String accept;
    private final byte[] body;
    private final Creation creation;

    private Question(
            String method,
            String path,
            Map<String, List<String>> parameters,
            String accept,
            byte[] body,
            Creation creation) {
        this.method = method;
        this.path = path;
        this.parameters = parameters;
        this.accept = accept;
        this.body = body;
        this.creation = creation;
    }

    /** @throws IllegalArgumentException if the address makes no sense */
    static Question of(FullHttpRequest request, Creation creation) {
        QueryStringDecoder decoder = new QueryStringDecoder(request.uri());
        byte[] body = new byte[request.content().readableBytes()];
        request.content().getBytes(request.content().readerIndex(), body);
        String accept = request.headers().get(HttpHeaderNames.ACCEPT, "");
        return new Question(request.method().name(), decoder.rawPath(), decoder.parameters(), accept, body, creation);
    }

    String method() {
        return method;
    }

    /** The path as it was sent. */
    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    /** The creation of the entry that it asks for, if it does. */
    Creation creation() {
        return creation;
    }

    boolean accepts(String type) {
        return accept.contains(type);
    }

    /** Refuses parameters that nobody asked for: a misspelt one must not be ignored. */
    void allow(String... names) throws Refused {
        for (String given : parameters.keySet()) {
            if (!List.of(names).contains(given)) {
                String allowed = names.length == 0 ? "none" : String.join(", ", names);
                throw new Refused(Problem.badRequest("unknown parameter \"" + given + "\", known are: " + allowed));
            }
        }
    }

    @Nullable
    String parameter(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    int number(String name, int otherwise, int min, int max) throws Refused {
        String text = parameter(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Refused(Problem.badRequest(name + " must be a number from " + min + " to " + max));
    }

    /** Which scope is meant: the swarm's, unless the question says otherwise. */
    Scope scope() throws Refused {
        String text = parameter("scope");
        if (text == null) {
            return Scope.SWARM;
        }
        return Arrays.stream(Scope.values())
                .filter(scope -> Documents.lower(scope).equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.badRequest("scope must be agent, group or swarm")));
    }

    /** The bytes that the rest of the path after a prefix stands for; slashes stand for themselves. */
    byte[] rest(String prefix) throws Refused {
        return percentDecoded(path.substring(prefix.length()));
    }

    private static byte[] percentDecoded(String text) throws Refused {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                out.write(raw[i]);
                continue;
            }
            boolean whole = i + 2 < raw.length;
            int high = whole ? Character.digit(raw[i + 1], 16) : -1;
            int low = whole ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new Refused(Problem.badRequest("a % in the path must be followed by two hexadecimal digits"));
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toByteArray();
    }
}
