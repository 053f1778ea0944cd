package io.murmur.schema.live;

/** How OTLP is sent. */
public enum Protocol {
    GRPC,
    HTTP
}
