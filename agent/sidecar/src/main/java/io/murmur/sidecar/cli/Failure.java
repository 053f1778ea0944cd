package io.murmur.sidecar.cli;

/** A command that ends without success: what to say, and the exit code. */
final class Failure extends RuntimeException {
    /** The answer is no. */
    static final int NO = 1;
    /** The command makes no sense. */
    static final int MISUSE = 2;
    /** No agent answers. */
    static final int UNREACHABLE = 3;

    private final int code;

    Failure(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
