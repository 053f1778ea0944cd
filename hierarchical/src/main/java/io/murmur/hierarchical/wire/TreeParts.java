package io.murmur.hierarchical.wire;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The values that messages of the tree are made of, as they are written and read; each has exactly one encoding, and reading
 * throws {@link IllegalArgumentException} at any other, and {@link java.nio.BufferUnderflowException} at the end.
 */
final class TreeParts {
    /** Bytes of a descriptor without its nodes and its zone. */
    private static final int DESCRIPTOR_BYTES = 23;

    /** How long an address is, and what says so. */
    private static final int IPV4 = 4;

    private static final int IPV6 = 16;

    /** The longest contact, in bytes. */
    static final int CONTACT_BYTES_MAX = Long.BYTES + 1 + IPV6 + Short.BYTES;

    /** The upper half of an IPv4 address in its mapped form. */
    private static final long MAPPED = 0xFFFFL;

    private TreeParts() {}

    // --- writing ---------------------------------------------------------------------------------------------------

    static void absences(ByteBuffer to, List<Absence> absences) {
        to.put((byte) absences.size());
        absences.forEach(absence -> absence(to, absence));
    }

    private static void absence(ByteBuffer to, Absence absence) {
        Contact last = absence.last();
        to.putLong(absence.group()).putLong(absence.sinceMillis());
        flag(to, last != null);
        if (last != null) {
            contact(to, last);
        }
    }

    static void flag(ByteBuffer to, boolean flag) {
        to.put((byte) (flag ? 1 : 0));
    }

    static void descriptor(ByteBuffer to, Descriptor descriptor) {
        to.putLong(descriptor.group()).put((byte) descriptor.level());
        to.putLong(descriptor.term()).putInt(descriptor.number());
        contacts(to, descriptor.nodes());
        zone(to, descriptor.zone());
    }

    static void zone(ByteBuffer to, Zone zone) {
        byte[] label = bytes(zone);
        to.put((byte) label.length).put(label);
    }

    private static byte[] bytes(Zone zone) {
        return zone.label().getBytes(StandardCharsets.UTF_8);
    }

    static void contacts(ByteBuffer to, List<Contact> contacts) {
        to.put((byte) contacts.size());
        contacts.forEach(contact -> contact(to, contact));
    }

    static void contact(ByteBuffer to, Contact contact) {
        address(to.putLong(contact.id()), contact.address());
    }

    static void address(ByteBuffer to, Address address) {
        if (isMapped(address)) {
            to.put((byte) IPV4).putInt((int) address.low());
        } else {
            to.put((byte) IPV6).putLong(address.high()).putLong(address.low());
        }
        to.putShort((short) address.port());
    }

    private static boolean isMapped(Address address) {
        return address.high() == 0 && address.low() >>> Integer.SIZE == MAPPED;
    }

    private static int bytes(List<Contact> contacts) {
        return contacts.stream().mapToInt(TreeParts::bytes).sum();
    }

    /** How many bytes a descriptor takes. */
    static int bytes(Descriptor descriptor) {
        return DESCRIPTOR_BYTES + bytes(descriptor.zone()).length + bytes(descriptor.nodes());
    }

    /** How many bytes a contact takes. */
    static int bytes(Contact contact) {
        return Long.BYTES + 1 + (isMapped(contact.address()) ? IPV4 : IPV6) + Short.BYTES;
    }

    static void longs(ByteBuffer to, List<Long> longs) {
        to.put((byte) longs.size());
        longs.forEach(to::putLong);
    }

    static void summary(ByteBuffer to, Summary summary) {
        to.putInt(summary.live()).putInt(summary.groups()).putInt(summary.missing());
        to.putLong(summary.root()).putInt(summary.holders());
        to.putInt(summary.loads()).putLong(summary.asOfMillis());
        flag(to, summary.absent());
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    static Descriptor readDescriptor(ByteBuffer from) {
        long group = from.getLong();
        int level = from.get();
        long term = from.getLong();
        int number = from.getInt();
        List<Contact> nodes = readContacts(from, Descriptor.NODES_MAX);
        return new Descriptor(group, level, term, number, nodes, readZone(from));
    }

    static Site readSite(ByteBuffer from) {
        Address address = readAddress(from);
        return new Site(readZone(from), address);
    }

    static Zone readZone(ByteBuffer from) {
        byte[] bytes = new byte[count(from, Zone.LABEL_BYTES_MAX)];
        from.get(bytes);
        String label = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, label.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("not the one UTF-8 form of a text");
        }
        return label.isEmpty() ? Zone.NONE : new Zone(label);
    }

    static List<Contact> readContacts(ByteBuffer from, int max) {
        return list(from, max, () -> readContact(from));
    }

    static Contact readContact(ByteBuffer from) {
        return new Contact(from.getLong(), readAddress(from));
    }

    private static Address readAddress(ByteBuffer from) {
        return switch (from.get()) {
            case IPV4 ->
                new Address(0, (MAPPED << Integer.SIZE) | Integer.toUnsignedLong(from.getInt()), readPort(from));
            case IPV6 -> readIpv6(from);
            default -> throw new IllegalArgumentException("neither IPv4 nor IPv6");
        };
    }

    private static Address readIpv6(ByteBuffer from) {
        Address address = new Address(from.getLong(), from.getLong(), readPort(from));
        if (isMapped(address)) {
            throw new IllegalArgumentException("an IPv4 address has an encoding of its own");
        }
        return address;
    }

    private static int readPort(ByteBuffer from) {
        return from.getShort() & 0xFFFF;
    }

    static List<Long> readLongs(ByteBuffer from) {
        return list(from, TreeMessage.INDEX_MAX, from::getLong);
    }

    static List<Absence> readAbsences(ByteBuffer from) {
        List<Absence> absences = list(
                from,
                Directory.ABSENT_MAX,
                () -> new Absence(from.getLong(), from.getLong(), flag(from) ? readContact(from) : null));
        long remembered =
                absences.stream().filter(absence -> absence.last() != null).count();
        if (remembered > Directory.LAST_MAX) {
            throw new IllegalArgumentException(remembered + " leaders of absent groups");
        }
        return absences;
    }

    static <T> List<T> list(ByteBuffer from, int max, Supplier<T> each) {
        int size = count(from, max);
        List<T> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(each.get());
        }
        return all;
    }

    static Summary readSummary(ByteBuffer from) {
        return new Summary(
                from.getInt(),
                from.getInt(),
                from.getInt(),
                from.getLong(),
                from.getInt(),
                from.getInt(),
                from.getLong(),
                flag(from));
    }

    static int level(ByteBuffer from) {
        return ranged(from.get(), Descriptor.LEVEL_MAX);
    }

    static boolean flag(ByteBuffer from) {
        return ranged(from.get(), 1) == 1;
    }

    static int count(ByteBuffer from, int max) {
        return ranged(from.get() & 0xFF, max);
    }

    static int ranged(int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " is not within 0.." + max);
        }
        return value;
    }
}
