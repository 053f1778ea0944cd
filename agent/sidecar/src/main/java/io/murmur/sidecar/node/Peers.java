package io.murmur.sidecar.node;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.murmur.protocol.roster.Address;
import io.murmur.sidecar.transport.Addresses;
import java.net.InetSocketAddress;

/** The peers' addresses in the system's form, which is costly to make for every datagram. */
final class Peers {
    private final LoadingCache<Address, InetSocketAddress> sockets;

    Peers(int peersMax) {
        sockets = Caffeine.newBuilder()
                .maximumSize(peersMax)
                .executor(Runnable::run)
                .build(Addresses::socket);
    }

    InetSocketAddress socket(Address address) {
        return sockets.get(address);
    }
}
