package io.murmur.sim.engine;

import java.util.Arrays;

/** What has happened in a swarm so far, in numbers. */
public final class Figures {
    private final Tally tally;
    private final long mailBytes;
    private final long cpuNanos;

    Figures(Tally tally, long mailBytes, long cpuNanos) {
        this.tally = tally;
        this.mailBytes = mailBytes;
        this.cpuNanos = cpuNanos;
    }

    /** Inputs that agents have worked on: datagrams received, timers fired, commands. */
    public long inputs() {
        return tally.inputs();
    }

    /** Kernel events of all kinds: every operation of every agent. */
    public long operations() {
        return Arrays.stream(tally.events).sum();
    }

    /** Kernel events of a kind. */
    public long events(EventKind kind) {
        return tally.events[kind.index()];
    }

    /** Datagrams that agents sent, lost ones included. */
    public long sent() {
        return tally.sent;
    }

    public long bytesSent() {
        return tally.bytesSent;
    }

    /** Datagrams that carried, offered or asked for entries. */
    public long naming() {
        return tally.naming;
    }

    public long received() {
        return tally.received;
    }

    /** Datagrams that the network lost. */
    public long lost() {
        return tally.lost;
    }

    public long duplicated() {
        return tally.duplicated;
    }

    /** Datagrams to agents that did not run. */
    public long undelivered() {
        return tally.undelivered;
    }

    /** Entries that arrived whole: those applied and those that were known or unwanted. */
    public long payloads() {
        return events(EventKind.ENTRY_APPLIED) + events(EventKind.ENTRY_IGNORED);
    }

    /** The most bytes that mail on its way has needed. */
    public long mailBytes() {
        return mailBytes;
    }

    /** CPU time of the working threads, waiting at barriers included. */
    public long cpuNanos() {
        return cpuNanos;
    }
}
