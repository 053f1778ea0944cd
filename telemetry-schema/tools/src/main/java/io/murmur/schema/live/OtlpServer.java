package io.murmur.schema.live;

import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Listens for OTLP on loopback, over gRPC and over HTTP, and hands on the samples of every request. */
public final class OtlpServer implements AutoCloseable {
    /** Of a request, as it is sent and when it is unpacked; what is longer is refused. */
    static final int BODY_BYTES_MAX = 4 << 20;

    private static final int THREADS = 4;
    private static final int CALLS_MAX = 16;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Server grpc;
    private final OtlpHttp http;

    /**
     * Opens both ports.
     *
     * @param grpcPort 0 for any that is free
     * @param httpPort 0 for any that is free
     */
    public OtlpServer(int grpcPort, int httpPort, Consumer<List<Told>> samples) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        this.http = new OtlpHttp(new InetSocketAddress(loopback, httpPort), threads, samples);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(loopback, grpcPort))
                .executor(threads)
                .maxInboundMessageSize(BODY_BYTES_MAX)
                .maxConcurrentCallsPerConnection(CALLS_MAX);
        services(samples).forEach(builder::addService);
        try {
            this.grpc = builder.build().start();
        } catch (IOException e) {
            http.close();
            threads.shutdownNow();
            throw e;
        }
    }

    public int grpcPort() {
        return grpc.getPort();
    }

    public int httpPort() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        grpc.shutdownNow();
        threads.shutdown();
    }

    private static List<BindableService> services(Consumer<List<Told>> samples) {
        return List.of(
                new TraceServiceGrpc.TraceServiceImplBase() {
                    @Override
                    public void export(
                            ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> answer) {
                        samples.accept(OtlpSamples.of(request));
                        answer(answer, ExportTraceServiceResponse.getDefaultInstance());
                    }
                },
                new MetricsServiceGrpc.MetricsServiceImplBase() {
                    @Override
                    public void export(
                            ExportMetricsServiceRequest request, StreamObserver<ExportMetricsServiceResponse> answer) {
                        samples.accept(OtlpSamples.of(request));
                        answer(answer, ExportMetricsServiceResponse.getDefaultInstance());
                    }
                },
                new LogsServiceGrpc.LogsServiceImplBase() {
                    @Override
                    public void export(
                            ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> answer) {
                        samples.accept(OtlpSamples.of(request));
                        answer(answer, ExportLogsServiceResponse.getDefaultInstance());
                    }
                });
    }

    private static <T extends Message> void answer(StreamObserver<T> answer, T response) {
        answer.onNext(response);
        answer.onCompleted();
    }
}
