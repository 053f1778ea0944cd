package io.murmur.schema.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Where a live-check is ended from outside, as Weaver's is: {@code POST /stop}, and {@code GET /health} beside it. */
public final class AdminServer implements AutoCloseable {
    private final HttpServer server;

    /**
     * Opens the port.
     *
     * @param port 0 for any that is free
     */
    public AdminServer(int port, Ending ending) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health", exchange -> answer(exchange, "GET", "{\"status\":\"ready\"}"));
        server.createContext("/stop", exchange -> {
            if (answer(exchange, "POST", "")) {
                ending.ask();
            }
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static boolean answer(HttpExchange exchange, String method, String body) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals(method)) {
                exchange.sendResponseHeaders(405, -1);
                return false;
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            return true;
        }
    }
}
