package io.murmur.sidecar.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** A response, before it becomes HTTP. */
final class Answer {
    final int status;
    final String type;
    final byte[] body;
    final Map<String, String> headers = new LinkedHashMap<>();

    private Answer(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    static Answer json(int status, Object document) {
        return new Answer(status, "application/json", Json.bytes(document));
    }

    static Answer bytes(byte[] body) {
        return new Answer(200, "application/octet-stream", body);
    }

    static Answer problem(Problem problem) {
        Answer answer = new Answer(problem.status(), "application/problem+json", Json.bytes(problem));
        return problem.status() == 429 ? answer.with("Retry-After", "1") : answer;
    }

    Answer with(String name, String value) {
        headers.put(name, value);
        return this;
    }
}
