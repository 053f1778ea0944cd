package io.murmur.schema.live;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP: binary protobuf, packed by gzip or not. What is refused is told as OTLP says, by a {@code Status}. */
final class OtlpHttp implements AutoCloseable {
    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpServer server;
    private final Consumer<List<Told>> samples;

    /** Reads the samples of a body. */
    private interface Reading {
        List<Told> of(byte[] body) throws InvalidProtocolBufferException;
    }

    /** Why a request is refused. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    OtlpHttp(InetSocketAddress address, Executor threads, Consumer<List<Told>> samples) throws IOException {
        this.samples = samples;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, null, Status.getDefaultInstance()));
        serve(
                "/v1/traces",
                body -> OtlpSamples.of(ExportTraceServiceRequest.parseFrom(body)),
                ExportTraceServiceResponse.getDefaultInstance());
        serve(
                "/v1/metrics",
                body -> OtlpSamples.of(ExportMetricsServiceRequest.parseFrom(body)),
                ExportMetricsServiceResponse.getDefaultInstance());
        serve(
                "/v1/logs",
                body -> OtlpSamples.of(ExportLogsServiceRequest.parseFrom(body)),
                ExportLogsServiceResponse.getDefaultInstance());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(String path, Reading reading, Message accepted) {
        server.createContext(path, exchange -> {
            // a context is a prefix
            boolean here = exchange.getRequestURI().getPath().equals(path);
            answer(exchange, here ? reading : null, accepted);
        });
    }

    private void answer(HttpExchange exchange, @Nullable Reading reading, Message accepted) throws IOException {
        try (exchange) {
            try {
                if (reading == null) {
                    throw new Refused(
                            404, "there is no " + exchange.getRequestURI().getPath());
                }
                samples.accept(reading.of(body(exchange)));
                send(exchange, 200, accepted);
            } catch (InvalidProtocolBufferException e) {
                refuse(exchange, 400, "not such a request: " + e.getMessage());
            } catch (Refused e) {
                refuse(exchange, e.status, String.valueOf(e.getMessage()));
            }
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException, Refused {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new Refused(405, "only POST");
        }
        String type = header(exchange, "Content-Type").split(";", 2)[0].strip();
        if (!type.equals(PROTOBUF)) {
            throw new Refused(415, "only " + PROTOBUF + ", not '" + type + "'");
        }
        String encoding = header(exchange, "Content-Encoding");
        return switch (encoding) {
            case "", "identity" -> bounded(exchange.getRequestBody());
            case "gzip" -> unpacked(exchange.getRequestBody());
            default -> throw new Refused(415, "only gzip, not '" + encoding + "'");
        };
    }

    private static byte[] unpacked(InputStream packed) throws IOException, Refused {
        try (InputStream unpacked = new GZIPInputStream(packed)) {
            return bounded(unpacked);
        } catch (ZipException | EOFException e) {
            throw new Refused(400, "not gzip: " + e.getMessage());
        }
    }

    private static byte[] bounded(InputStream body) throws IOException, Refused {
        byte[] bytes = body.readNBytes(OtlpServer.BODY_BYTES_MAX + 1);
        if (bytes.length > OtlpServer.BODY_BYTES_MAX) {
            throw new Refused(413, "more than " + OtlpServer.BODY_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        send(
                exchange,
                status,
                Status.newBuilder()
                        .setCode(Code.INVALID_ARGUMENT_VALUE)
                        .setMessage(message)
                        .build());
    }

    private static void send(HttpExchange exchange, int status, Message message) throws IOException {
        byte[] body = message.toByteArray();
        exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
