package io.murmur.protocol.host;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says back to the sender of the datagram at work: messages gather in as few datagrams as they fit. While
 * a reply holds an open datagram nothing else may be sent; {@link #flush} closes it.
 */
public final class Reply {
    private final Local local;
    private final Address to;
    private final Scope reach;
    private @Nullable DatagramWriter open;
    private boolean exhausted;
    private boolean refused;

    /** @param reach how far entries get that both sides share: {@link Scope#GROUP} between mates, else {@link Scope#SWARM} */
    public Reply(Local local, Address to, Scope reach) {
        this.local = local;
        this.to = to;
        this.reach = reach;
    }

    public Address to() {
        return to;
    }

    /** How far entries get that both sides share: what does not reach so far is neither told nor taken. */
    public Scope reach() {
        return reach;
    }

    /** Adds a message; one that no datagram has room for is dropped, and so is all once the allowance is used up. */
    public void say(Message message) {
        DatagramWriter datagram = datagram();
        if (!datagram.write(message)) {
            flush();
            datagram().write(message);
        }
    }

    /** Adds an entry; false when it is longer than a datagram, or no more entries may be sent in this interval. */
    public boolean push(int hops, Entry entry) {
        if (!carries() || DatagramWriter.pushBytes(entry) >= datagram().capacity()) {
            return false;
        }
        CreationContext context = local.context(entry);
        if (datagram().push(hops, entry, context)) {
            return true;
        }
        flush();
        return carries() && datagram().push(hops, entry, context);
    }

    /** Whether entries, contents and parts of them may still be added in this interval; if not, that is observed at the end. */
    public boolean carries() {
        boolean carries = datagram().takesEntries();
        refused |= !carries;
        return carries;
    }

    /** Whether the allowance was used up while this reply was sent. */
    public boolean exhausted() {
        return exhausted;
    }

    /** Sends what has gathered. */
    public void flush() {
        DatagramWriter datagram = open;
        open = null;
        if (datagram != null && datagram.filled()) {
            exhausted |= !local.send(to, datagram);
        }
        if (refused) {
            refused = false;
            local.observe(new Event.Throttled());
        }
    }

    private DatagramWriter datagram() {
        DatagramWriter datagram = open;
        if (datagram == null) {
            datagram = local.open(to, reach);
            open = datagram;
        }
        return datagram;
    }
}
