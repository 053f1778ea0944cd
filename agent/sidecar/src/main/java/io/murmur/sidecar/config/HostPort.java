package io.murmur.sidecar.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * A place on the network, as people write it.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65,535; 0 lets the system choose one
 */
public record HostPort(String host, int port) {
    private static final int PORT_MAX = 0xFFFF;

    public HostPort {
        if (host.isEmpty() || port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("not host:port: " + host + ":" + port);
        }
    }

    /**
     * Reads {@code host:port}, {@code 10.0.0.1:7946} or {@code [::1]:7946}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static HostPort parse(String text) {
        String stripped = text.strip();
        int colon = stripped.lastIndexOf(':');
        String host = colon < 0 ? "" : stripped.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("not host:port (an IPv6 address needs brackets): " + text);
        }
        try {
            return new HostPort(host, Integer.parseInt(stripped.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not host:port: " + text, e);
        }
    }

    /** Where this is; asks the system's resolver. */
    public InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** Everywhere this is: a name may stand for many agents. */
    public List<InetSocketAddress> resolveAll() throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
