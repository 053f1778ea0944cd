package io.murmur.sidecar.bench;

import com.sun.management.OperatingSystemMXBean;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.sidecar.node.Observer;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What all agents of a swarm did together. */
final class Counts implements Observer {
    /** What the headers of IP and UDP add to a datagram. */
    private static final int HEADERS_BYTES = 28;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final LongAdder datagrams = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder applied = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder repairs = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder suspicions = new LongAdder();
    private final Set<Long> buried = ConcurrentHashMap.newKeySet();

    @Override
    public void sent(int length) {
        datagrams.increment();
        bytes.add(length + HEADERS_BYTES);
    }

    @Override
    public void event(Event event) {
        switch (event) {
            case Event.EntryApplied _ -> applied.increment();
            case Event.EntryIgnored _ -> ignored.increment();
            case Event.RepairBegan _ -> repairs.increment();
            case Event.Throttled _ -> throttled.increment();
            case Event.MemberChanged changed -> {
                if (changed.member().status() == Status.DEAD) {
                    buried.add(changed.member().id());
                } else if (changed.member().status() == Status.SUSPECT) {
                    suspicions.increment();
                }
            }
            default -> {}
        }
    }

    long datagrams() {
        return datagrams.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    long suspicions() {
        return suspicions.sum();
    }

    /** Members that somebody counted as dead at some time. */
    Set<Long> buried() {
        return buried;
    }

    long cpuNanos() {
        return system.getProcessCpuTime();
    }

    /** Share of the machine that was busy of late, with whatever. */
    double load() {
        return system.getCpuLoad();
    }

    @Override
    public String toString() {
        return "applied " + applied + ", ignored " + ignored + ", datagrams " + datagrams + ", repairs " + repairs
                + ", throttled " + throttled;
    }
}
