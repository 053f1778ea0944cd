package io.murmur.sidecar.node;

import io.murmur.protocol.roster.Address;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.transport.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

/** What an agent is called, and where others are told to find it. */
final class Names {
    private Names() {}

    /** The configured name, or else the machine's, cut to a number of UTF-8 bytes. */
    static String of(String configured, int bytesMax) {
        String name = configured;
        if (name.isEmpty()) {
            try {
                name = InetAddress.getLocalHost().getHostName();
            } catch (IOException e) {
                name = "agent";
            }
        }
        while (name.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name;
    }

    /**
     * The address that others are told: the configured one, or the bound one, or where that is a wildcard the best one
     * this machine has.
     *
     * @throws UncheckedIOException if the configured one cannot be resolved
     */
    static Address advertised(String configured, InetSocketAddress bound) {
        try {
            if (!configured.isEmpty()) {
                boolean bare = configured.indexOf(':') < 0;
                HostPort place = bare ? new HostPort(configured, bound.getPort()) : HostPort.parse(configured);
                return Addresses.of(place.resolve());
            }
            if (!bound.getAddress().isAnyLocalAddress()) {
                return Addresses.of(bound);
            }
            InetAddress best = reachable().orElse(InetAddress.getLoopbackAddress());
            return Addresses.of(new InetSocketAddress(best, bound.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell where this agent is found: " + configured, e);
        }
    }

    private static Optional<InetAddress> reachable() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .min(Comparator.comparingInt((InetAddress address) -> address.getAddress().length)
                        .thenComparing(InetAddress::getHostAddress));
    }
}
