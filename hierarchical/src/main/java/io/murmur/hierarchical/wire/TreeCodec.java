package io.murmur.hierarchical.wire;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.wire.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link TreeMessage}s, strictly; every message has exactly one encoding. */
public final class TreeCodec {
    /** The longest message, in bytes. */
    public static final int BYTES_MAX = 1_100;
    /** Bytes of a descriptor without its nodes. */
    private static final int DESCRIPTOR_BYTES = 23;

    /** How long an address is, and what says so. */
    private static final int IPV4 = 4;

    private static final int IPV6 = 16;
    /** The upper half of an IPv4 address in its mapped form. */
    private static final long MAPPED = 0xFFFFL;

    private static final int REPORT = 1;
    private static final int ABOVE = 2;
    private static final int INDEX = 3;
    private static final int LOOKUP = 4;
    private static final int LISTING = 5;
    private static final int FOUNDING = 6;
    private static final int MERGER = 7;
    private static final int REFERRAL = 8;
    private static final int COUNT = 9;
    private static final int COUNTED = 10;
    private static final int INQUIRY = 11;
    private static final int LEFT = 12;
    private static final int HAIL = 13;
    private static final int POINTER = 14;
    private static final int ROLL = 15;
    private static final int SEEK = 16;
    private static final int ABSENT = 17;

    private TreeCodec() {}

    // --- writing ---------------------------------------------------------------------------------------------------

    /** The message in its only encoding; at most {@value #BYTES_MAX} bytes. */
    public static Bytes write(TreeMessage message) {
        ByteBuffer to = ByteBuffer.allocate(BYTES_MAX).put((byte) Family.TREE);
        switch (message) {
            case TreeMessage.Report report -> report(to.put((byte) REPORT), report);
            case TreeMessage.Above above -> {
                to.put((byte) ABOVE).put((byte) above.height()).put((byte) above.reach());
                flag(to, above.whole());
                descriptor(to, above.unit());
            }
            case TreeMessage.Index index -> {
                to.put((byte) INDEX).put((byte) index.level()).putLong(index.unit());
                longs(to, index.fingerprints());
            }
            case TreeMessage.Absent absent -> absent(to.put((byte) ABSENT), absent);
            case TreeMessage.Lookup lookup -> {
                to.put((byte) LOOKUP).put((byte) lookup.level()).putLong(lookup.unit());
                longs(to, lookup.fingerprints());
            }
            case TreeMessage.Listing listing -> {
                to.put((byte) LISTING).put((byte) listing.level()).putLong(listing.unit());
                to.put((byte) listing.groups().size());
                listing.groups().forEach(group -> descriptor(to, group));
            }
            case TreeMessage.Founding founding -> founding(to.put((byte) FOUNDING), founding);
            case TreeMessage.Merger merger -> {
                to.put((byte) MERGER).putLong(merger.group()).putLong(merger.term());
                descriptor(to, merger.into());
            }
            case TreeMessage.Referral referral ->
                contacts(to.put((byte) REFERRAL).put((byte) referral.shared()), referral.contacts());
            case TreeMessage.Inquiry inquiry -> to.put((byte) INQUIRY).putLong(inquiry.group());
            case TreeMessage.Left left -> to.put((byte) LEFT).putLong(left.group());
            case TreeMessage.Hail hail -> {
                to.put((byte) HAIL).put((byte) (hail.answer() ? 1 : 0)).putInt(hail.size());
                to.put((byte) hail.chain().size());
                hail.chain().forEach(unit -> descriptor(to, unit));
            }
            case TreeMessage.Count count -> to.put((byte) COUNT).putInt(count.number());
            case TreeMessage.Counted counted -> {
                to.put((byte) COUNTED).putInt(counted.number());
                to.put((byte) counted.height()).put((byte) counted.reach());
                summary(to, counted.summary());
            }
            case TreeMessage.Pointer pointer -> {
                to.put((byte) POINTER).putInt(pointer.number());
                contact(to, pointer.leader());
            }
            case TreeMessage.Roll roll -> contacts(to.put((byte) ROLL).putLong(roll.unit()), roll.members());
            case TreeMessage.Seek seek -> {
                contact(to.put((byte) SEEK), seek.self());
                zone(to, seek.zone());
            }
        }
        byte[] bytes = new byte[to.position()];
        to.flip().get(bytes);
        return Bytes.of(bytes);
    }

    /** How many descriptors, from one on, fit a {@link TreeMessage.Listing}: one at least. */
    public static int fitting(List<Descriptor> groups, int from) {
        int room = BYTES_MAX - 12;
        int count = 0;
        while (from + count < groups.size() && count < 255) {
            Descriptor group = groups.get(from + count);
            room -= DESCRIPTOR_BYTES + bytes(group.zone()).length + bytes(group.nodes());
            if (room < 0) {
                break;
            }
            count++;
        }
        return count;
    }

    /** To how many a receiver may be asked to relay a decree, by its length. */
    public static int relays(TreeMessage.Founding decree) {
        int room = BYTES_MAX - write(decree.relayedTo(List.of())).length();
        return Math.min(TreeMessage.CONTACTS_MAX, room / (Long.BYTES + 1 + IPV6 + Short.BYTES));
    }

    private static void absent(ByteBuffer to, TreeMessage.Absent absent) {
        to.put((byte) absent.level()).putLong(absent.unit());
        to.put((byte) absent.groups().size());
        absent.groups().forEach(absence -> absence(to, absence));
    }

    private static void absence(ByteBuffer to, Absence absence) {
        Contact last = absence.last();
        to.putLong(absence.group()).putLong(absence.sinceMillis());
        flag(to, last != null);
        if (last != null) {
            contact(to, last);
        }
    }

    private static void flag(ByteBuffer to, boolean flag) {
        to.put((byte) (flag ? 1 : 0));
    }

    private static void report(ByteBuffer to, TreeMessage.Report report) {
        to.put((byte) report.level()).putLong(report.group()).putLong(report.replaced());
        summary(to, report.summary());
        to.putLong(report.chain()).putLong(report.directories());
        Descriptor self = report.self();
        to.put((byte) (self == null ? 0 : 1));
        if (self != null) {
            descriptor(to, self);
        }
    }

    private static void founding(ByteBuffer to, TreeMessage.Founding founding) {
        to.put((byte) founding.level()).putLong(founding.group()).putLong(founding.term());
        to.put((byte) (founding.side().upper() ? 1 : 0));
        address(to, founding.side().pivot().address());
        zone(to, founding.side().pivot().zone());
        half(to, founding.half());
        to.put((byte) founding.founders().size());
        for (int i = 0; i < founding.founders().size(); i++) {
            to.putLong(founding.founders().at(i));
        }
        half(to, founding.other());
        descriptor(to, founding.above());
        contacts(to, founding.relayTo());
    }

    private static void half(ByteBuffer to, TreeMessage.Founding.Half half) {
        to.putLong(half.group());
        contacts(to, half.nodes());
    }

    private static void descriptor(ByteBuffer to, Descriptor descriptor) {
        to.putLong(descriptor.group()).put((byte) descriptor.level());
        to.putLong(descriptor.term()).putInt(descriptor.number());
        contacts(to, descriptor.nodes());
        zone(to, descriptor.zone());
    }

    private static void zone(ByteBuffer to, Zone zone) {
        byte[] label = bytes(zone);
        to.put((byte) label.length).put(label);
    }

    private static byte[] bytes(Zone zone) {
        return zone.label().getBytes(StandardCharsets.UTF_8);
    }

    private static void contacts(ByteBuffer to, List<Contact> contacts) {
        to.put((byte) contacts.size());
        contacts.forEach(contact -> contact(to, contact));
    }

    private static void contact(ByteBuffer to, Contact contact) {
        address(to.putLong(contact.id()), contact.address());
    }

    private static void address(ByteBuffer to, Address address) {
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
        return contacts.stream().mapToInt(TreeCodec::bytes).sum();
    }

    /** How many bytes a contact takes. */
    public static int bytes(Contact contact) {
        return Long.BYTES + 1 + (isMapped(contact.address()) ? IPV4 : IPV6) + Short.BYTES;
    }

    private static void longs(ByteBuffer to, List<Long> longs) {
        to.put((byte) longs.size());
        longs.forEach(to::putLong);
    }

    private static void summary(ByteBuffer to, Summary summary) {
        to.putInt(summary.live()).putInt(summary.groups()).putInt(summary.missing());
        to.putLong(summary.root()).putInt(summary.holders());
        to.putInt(summary.loads()).putLong(summary.asOfMillis());
        flag(to, summary.absent());
    }

    // --- reading ---------------------------------------------------------------------------------------------------

    /** The message of these bytes, or null if they are none. */
    public static @Nullable TreeMessage read(Bytes bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes.toArray());
        try {
            TreeMessage message = from.get() == Family.TREE ? message(from) : null;
            return from.hasRemaining() ? null : message;
        } catch (BufferUnderflowException | IllegalArgumentException flawed) {
            return null; // cut off, or out of a range that the values themselves check
        }
    }

    private static @Nullable TreeMessage message(ByteBuffer from) {
        return switch (from.get()) {
            case REPORT -> readReport(from);
            case ABOVE -> new TreeMessage.Above(level(from), from.get(), flag(from), readDescriptor(from));
            case INDEX -> new TreeMessage.Index(level(from), from.getLong(), readLongs(from));
            case ABSENT -> new TreeMessage.Absent(level(from), from.getLong(), readAbsences(from));
            case LOOKUP -> new TreeMessage.Lookup(level(from), from.getLong(), readLongs(from));
            case LISTING ->
                new TreeMessage.Listing(level(from), from.getLong(), list(from, 255, () -> readDescriptor(from)));
            case FOUNDING -> readFounding(from);
            case MERGER -> new TreeMessage.Merger(from.getLong(), from.getLong(), readDescriptor(from));
            case REFERRAL ->
                new TreeMessage.Referral(
                        ranged(from.get(), Zone.LABEL_BYTES_MAX), readContacts(from, TreeMessage.CONTACTS_MAX));
            case INQUIRY -> new TreeMessage.Inquiry(from.getLong());
            case LEFT -> new TreeMessage.Left(from.getLong());
            case HAIL -> new TreeMessage.Hail(flag(from), from.getInt(), readChain(from));
            case COUNT -> new TreeMessage.Count(from.getInt());
            case COUNTED -> new TreeMessage.Counted(from.getInt(), level(from), level(from), readSummary(from));
            case POINTER -> new TreeMessage.Pointer(from.getInt(), readContact(from));
            case ROLL -> new TreeMessage.Roll(from.getLong(), readContacts(from, TreeMessage.ROLL_MAX));
            case SEEK -> new TreeMessage.Seek(readContact(from), readZone(from));
            default -> null;
        };
    }

    private static TreeMessage readReport(ByteBuffer from) {
        int level = level(from);
        long group = from.getLong();
        long replaced = from.getLong();
        Summary summary = readSummary(from);
        long chain = from.getLong();
        long directories = from.getLong();
        Descriptor self = flag(from) ? readDescriptor(from) : null;
        return new TreeMessage.Report(level, group, replaced, self, summary, chain, directories);
    }

    private static TreeMessage readFounding(ByteBuffer from) {
        int level = level(from);
        long group = from.getLong();
        long term = from.getLong();
        boolean upper = flag(from);
        Side side = new Side(readSite(from), upper);
        TreeMessage.Founding.Half half = readHalf(from);
        long[] founders = new long[count(from, TreeMessage.FOUNDERS_MAX)];
        for (int i = 0; i < founders.length; i++) {
            founders[i] = from.getLong();
        }
        return new TreeMessage.Founding(
                level,
                group,
                term,
                side,
                half,
                Ids.of(founders),
                readHalf(from),
                readDescriptor(from),
                readContacts(from, TreeMessage.CONTACTS_MAX));
    }

    private static TreeMessage.Founding.Half readHalf(ByteBuffer from) {
        return new TreeMessage.Founding.Half(from.getLong(), readContacts(from, Descriptor.BRIEF_NODES));
    }

    private static Descriptor readDescriptor(ByteBuffer from) {
        long group = from.getLong();
        int level = from.get();
        long term = from.getLong();
        int number = from.getInt();
        List<Contact> nodes = readContacts(from, Descriptor.NODES_MAX);
        return new Descriptor(group, level, term, number, nodes, readZone(from));
    }

    private static Site readSite(ByteBuffer from) {
        Address address = readAddress(from);
        return new Site(readZone(from), address);
    }

    private static Zone readZone(ByteBuffer from) {
        byte[] bytes = new byte[count(from, Zone.LABEL_BYTES_MAX)];
        from.get(bytes);
        String label = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, label.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("not the one UTF-8 form of a text");
        }
        return label.isEmpty() ? Zone.NONE : new Zone(label);
    }

    private static List<Descriptor> readChain(ByteBuffer from) {
        return list(from, Descriptor.LEVEL_MAX + 1, () -> readDescriptor(from));
    }

    private static List<Contact> readContacts(ByteBuffer from, int max) {
        return list(from, max, () -> readContact(from));
    }

    private static Contact readContact(ByteBuffer from) {
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

    private static List<Long> readLongs(ByteBuffer from) {
        return list(from, TreeMessage.INDEX_MAX, from::getLong);
    }

    private static List<Absence> readAbsences(ByteBuffer from) {
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

    private static <T> List<T> list(ByteBuffer from, int max, Supplier<T> each) {
        int size = count(from, max);
        List<T> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(each.get());
        }
        return all;
    }

    private static Summary readSummary(ByteBuffer from) {
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

    private static int level(ByteBuffer from) {
        return ranged(from.get(), Descriptor.LEVEL_MAX);
    }

    private static boolean flag(ByteBuffer from) {
        return ranged(from.get(), 1) == 1;
    }

    private static int count(ByteBuffer from, int max) {
        return ranged(from.get() & 0xFF, max);
    }

    private static int ranged(int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " is not within 0.." + max);
        }
        return value;
    }
}
