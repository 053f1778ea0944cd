package io.murmur.sidecar.api;

/**
 * Why a request was refused (RFC 9457); nothing was changed.
 *
 * @param status of the response
 * @param title what is wrong, the same for all of its kind
 * @param detail what is wrong here
 */
public record Problem(String type, String title, int status, String detail) {
    static Problem of(int status, String kind, String title, String detail) {
        return new Problem("urn:murmur:problem:" + kind, title, status, detail);
    }

    static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request makes no sense", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "There is nothing here", detail);
    }
}
