package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.roster.Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of a unit are, as one of them tells the others for a while after every change, and with every
 * question: those first to whom the receiver is to pass it on, then those who came last, since nobody but the leader knows
 * them yet, then the others in turn.
 */
final class Roll {
    /** For so long after a change heartbeats tell it. */
    private static final long TOLD_NANOS = 5_000_000_000L;

    private static final int FRESH_MAX = 24;

    private static final int FULL = -1;

    private final LongFunction<@Nullable Address> addresses;
    private Ids members = Ids.NONE;
    private List<Long> fresh = List.of();
    private long untilNanos;
    private int turn;

    /** One of nobody yet; {@code addresses} says where a member is, as far as that is known. */
    Roll(LongFunction<@Nullable Address> addresses) {
        this.addresses = addresses;
    }

    /** The members are others than before. */
    void become(Ids next, long nowNanos) {
        Set<Long> latest = new LinkedHashSet<>();
        for (int i = 0; members.size() > 0 && i < next.size(); i++) {
            if (!members.contains(next.at(i))) {
                latest.add(next.at(i));
            }
        }
        fresh.stream().filter(next::contains).forEach(latest::add);
        fresh = latest.stream().limit(FRESH_MAX).toList();
        members = next;
        untilNanos = nowNanos + TOLD_NANOS;
    }

    /** Whom to name beside a message, in so many bytes. */
    List<Contact> beside(ElectionMessage.Circular message, int room, long nowNanos) {
        List<Contact> named = new ArrayList<>();
        if (message instanceof ElectionMessage.Heartbeat && nowNanos >= untilNanos) {
            return named;
        }
        Slice slice = message.slice();
        int left = room;
        for (int place = 0; !slice.isEmpty() && place < members.size(); place++) {
            left = slice.contains(place) ? name(named, members.at(place), left) : left;
        }
        for (long id : fresh) {
            left = name(named, id, left);
        }
        for (int i = 0; i < members.size() && left >= 0; i++) {
            turn %= members.size();
            left = name(named, members.at(turn), left);
            turn += left < 0 ? 0 : 1; // who does not fit is the first next time
        }
        return named;
    }

    /** The bytes that are left then; below 0 from the first on that does not fit. */
    private int name(List<Contact> named, long id, int room) {
        Address address = addresses.apply(id);
        if (address == null || named.stream().anyMatch(contact -> contact.id() == id)) {
            return room;
        }
        Contact contact = new Contact(id, address);
        int bytes = TreeCodec.bytes(contact);
        if (bytes > room || named.size() == TreeMessage.ROLL_MAX) {
            return FULL;
        }
        named.add(contact);
        return room - bytes;
    }
}
