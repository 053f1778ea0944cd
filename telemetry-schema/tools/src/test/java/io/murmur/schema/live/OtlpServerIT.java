package io.murmur.schema.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.murmur.schema.check.Sample;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OTLP as it should be and as it should not. */
class OtlpServerIT {
    private static final String PROTOBUF = "application/x-protobuf";

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final OtlpServer server = open();
    private final HttpClient client = HttpClient.newHttpClient();

    private OtlpServer open() {
        try {
            return new OtlpServer(0, 0, told::addAll);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aRequestIsTakenPackedOrNot() throws Exception {
        byte[] body = request().toByteArray();

        HttpResponse<byte[]> plain = post("/v1/logs", PROTOBUF, "identity", body);
        HttpResponse<byte[]> packed = post("/v1/logs", PROTOBUF, "gzip", gzip(body));

        assertEquals(200, plain.statusCode());
        assertEquals(200, packed.statusCode());
        assertArrayEquals(new byte[0], plain.body(), "an answer without any field");
        assertEquals(2, told.size());
        assertEquals(told.getFirst(), told.getLast());
        Sample.Log log = (Sample.Log) told.getFirst().sample();
        assertEquals("cup.break", log.eventName());
        assertEquals(List.of(new Sample.Attribute("cup.size", 3L)), log.attributes());
        assertEquals("00000000000000000000000000000007", log.traceId());
    }

    @Test
    void whatIsNoSuchRequestIsRefusedAndSaidWhy() throws Exception {
        assertRefused(400, "not such a request", post("/v1/traces", PROTOBUF, "identity", new byte[] {1, 2, 3}));
        assertRefused(400, "not gzip", post("/v1/logs", PROTOBUF, "gzip", new byte[] {1, 2, 3}));
        assertRefused(400, "not gzip", post("/v1/logs", PROTOBUF, "gzip", new byte[0]));
        assertRefused(415, "only gzip, not 'br'", post("/v1/logs", PROTOBUF, "br", new byte[0]));
        assertRefused(415, "not 'application/json'", post("/v1/logs", "application/json", "identity", new byte[0]));
        assertRefused(404, "/v1/cups", post("/v1/cups", PROTOBUF, "identity", new byte[0]));
        assertRefused(404, "/v1/logs/all", post("/v1/logs/all", PROTOBUF, "identity", new byte[0]));
        assertRefused(
                405,
                "only POST",
                client.send(
                        HttpRequest.newBuilder(uri("/v1/logs")).GET().build(),
                        HttpResponse.BodyHandlers.ofByteArray()));
        assertEquals(List.of(), told);
    }

    @Test
    void whatUnpacksToMoreThanTheBoundIsRefused() throws Exception {
        byte[] bomb = gzip(new byte[OtlpServer.BODY_BYTES_MAX + 1]);

        assertTrue(bomb.length < 100_000);
        assertRefused(413, "more than", post("/v1/logs", PROTOBUF, "gzip", bomb));
    }

    @Test
    void overGrpcTheSameIsTakenAndTheSameRefused() throws Exception {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                .usePlaintext()
                .build();
        try {
            LogsServiceGrpc.LogsServiceBlockingStub stub = LogsServiceGrpc.newBlockingStub(channel);
            assertFalse(stub.export(request()).hasPartialSuccess());
            assertFalse(stub.withCompression("gzip").export(request()).hasPartialSuccess());
            assertEquals(2, told.size());
            assertEquals(told.getFirst(), told.getLast());

            String text = "x".repeat(OtlpServer.BODY_BYTES_MAX);
            ExportLogsServiceRequest tooLong = ExportLogsServiceRequest.newBuilder()
                    .addResourceLogs(ResourceLogs.newBuilder().setSchemaUrl(text))
                    .build();
            StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, () -> stub.export(tooLong));
            assertEquals(
                    io.grpc.Status.Code.RESOURCE_EXHAUSTED, refusal.getStatus().getCode());
        } finally {
            channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static void assertRefused(int status, String message, HttpResponse<byte[]> response) throws Exception {
        assertEquals(status, response.statusCode());
        assertEquals(PROTOBUF, response.headers().firstValue("Content-Type").orElse(""));
        String said = Status.parseFrom(response.body()).getMessage();
        assertFalse(said.isEmpty());
        assertTrue(said.contains(message), said);
    }

    private HttpResponse<byte[]> post(String path, String type, String encoding, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .header("Content-Encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.httpPort() + path);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(body);
        }
        return bytes.toByteArray();
    }

    private static ExportLogsServiceRequest request() {
        byte[] id = new byte[16];
        id[15] = 7;
        LogRecord log = LogRecord.newBuilder()
                .setEventName("cup.break")
                .setTraceId(ByteString.copyFrom(id))
                .addAttributes(KeyValue.newBuilder()
                        .setKey("cup.size")
                        .setValue(AnyValue.newBuilder().setIntValue(3)))
                .build();
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder()
                        .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log)))
                .build();
    }
}
