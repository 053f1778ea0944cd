package io.murmur.sidecar.transport;

import io.murmur.protocol.roster.Address;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/** The kernel's addresses and the JDK's, each turned into the other. */
public final class Addresses {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long MAPPED = 0xFFFFL << 32;
    private static final int IPV4_BYTES = 4;

    private Addresses() {}

    /** The kernel's form of a resolved address. */
    public static Address of(InetSocketAddress socket) {
        byte[] bytes = socket.getAddress().getAddress();
        if (bytes.length == IPV4_BYTES) {
            long low = 0;
            for (byte b : bytes) {
                low = low << 8 | (b & 0xFF);
            }
            return new Address(0, MAPPED | low, socket.getPort());
        }
        return new Address((long) LONGS.get(bytes, 0), (long) LONGS.get(bytes, 8), socket.getPort());
    }

    /** The JDK's form. */
    public static InetSocketAddress socket(Address address) {
        byte[] bytes = new byte[16];
        LONGS.set(bytes, 0, address.high());
        LONGS.set(bytes, 8, address.low());
        try {
            // the JDK turns a mapped IPv4 address into an IPv4 address by itself
            return new InetSocketAddress(InetAddress.getByAddress(bytes), address.port());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }

    /** For humans: {@code host:port}, with IPv6 hosts in brackets. */
    public static String text(Address address) {
        InetAddress host = socket(address).getAddress();
        String text = host.getHostAddress();
        return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + address.port();
    }
}
