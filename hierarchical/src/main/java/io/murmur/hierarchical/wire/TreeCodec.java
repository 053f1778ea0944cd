package io.murmur.hierarchical.wire;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.wire.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link TreeMessage}s, strictly; every message has exactly one encoding. */
public final class TreeCodec {
    /** The longest message, in bytes. */
    public static final int BYTES_MAX = 1_100;

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
                TreeParts.flag(to, above.whole());
                TreeParts.descriptor(to, above.unit());
            }
            case TreeMessage.Index index -> {
                to.put((byte) INDEX).put((byte) index.level()).putLong(index.unit());
                TreeParts.longs(to, index.fingerprints());
            }
            case TreeMessage.Absent absent -> {
                to.put((byte) ABSENT).put((byte) absent.level()).putLong(absent.unit());
                TreeParts.absences(to, absent.groups());
            }
            case TreeMessage.Lookup lookup -> {
                to.put((byte) LOOKUP).put((byte) lookup.level()).putLong(lookup.unit());
                TreeParts.longs(to, lookup.fingerprints());
            }
            case TreeMessage.Listing listing -> {
                to.put((byte) LISTING).put((byte) listing.level()).putLong(listing.unit());
                to.put((byte) listing.groups().size());
                listing.groups().forEach(group -> TreeParts.descriptor(to, group));
            }
            case TreeMessage.Founding founding -> founding(to.put((byte) FOUNDING), founding);
            case TreeMessage.Merger merger -> {
                to.put((byte) MERGER).putLong(merger.group()).putLong(merger.term());
                TreeParts.descriptor(to, merger.into());
            }
            case TreeMessage.Referral referral ->
                TreeParts.contacts(to.put((byte) REFERRAL).put((byte) referral.shared()), referral.contacts());
            case TreeMessage.Inquiry inquiry -> to.put((byte) INQUIRY).putLong(inquiry.group());
            case TreeMessage.Left left -> to.put((byte) LEFT).putLong(left.group());
            case TreeMessage.Hail hail -> {
                to.put((byte) HAIL).put((byte) (hail.answer() ? 1 : 0)).putInt(hail.size());
                to.put((byte) hail.chain().size());
                hail.chain().forEach(unit -> TreeParts.descriptor(to, unit));
            }
            case TreeMessage.Count count -> to.put((byte) COUNT).putInt(count.number());
            case TreeMessage.Counted counted -> {
                to.put((byte) COUNTED).putInt(counted.number());
                to.put((byte) counted.height()).put((byte) counted.reach());
                TreeParts.summary(to, counted.summary());
            }
            case TreeMessage.Pointer pointer -> {
                to.put((byte) POINTER).putInt(pointer.number());
                TreeParts.contact(to, pointer.leader());
            }
            case TreeMessage.Roll roll -> TreeParts.contacts(to.put((byte) ROLL).putLong(roll.unit()), roll.members());
            case TreeMessage.Seek seek -> {
                TreeParts.contact(to.put((byte) SEEK), seek.self());
                TreeParts.zone(to, seek.zone());
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
            room -= TreeParts.bytes(groups.get(from + count));
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
        return Math.min(TreeMessage.CONTACTS_MAX, room / TreeParts.CONTACT_BYTES_MAX);
    }

    /** How many bytes a contact takes. */
    public static int bytes(Contact contact) {
        return TreeParts.bytes(contact);
    }

    private static void report(ByteBuffer to, TreeMessage.Report report) {
        to.put((byte) report.level()).putLong(report.group()).putLong(report.replaced());
        TreeParts.summary(to, report.summary());
        to.putLong(report.chain()).putLong(report.directories());
        Descriptor self = report.self();
        to.put((byte) (self == null ? 0 : 1));
        if (self != null) {
            TreeParts.descriptor(to, self);
        }
    }

    private static void founding(ByteBuffer to, TreeMessage.Founding founding) {
        to.put((byte) founding.level()).putLong(founding.group()).putLong(founding.term());
        to.put((byte) (founding.side().upper() ? 1 : 0));
        TreeParts.address(to, founding.side().pivot().address());
        TreeParts.zone(to, founding.side().pivot().zone());
        half(to, founding.half());
        to.put((byte) founding.founders().size());
        for (int i = 0; i < founding.founders().size(); i++) {
            to.putLong(founding.founders().at(i));
        }
        half(to, founding.other());
        TreeParts.descriptor(to, founding.above());
        TreeParts.contacts(to, founding.relayTo());
    }

    private static void half(ByteBuffer to, TreeMessage.Founding.Half half) {
        to.putLong(half.group());
        TreeParts.contacts(to, half.nodes());
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
            case ABOVE ->
                new TreeMessage.Above(
                        TreeParts.level(from), from.get(), TreeParts.flag(from), TreeParts.readDescriptor(from));
            case INDEX -> new TreeMessage.Index(TreeParts.level(from), from.getLong(), TreeParts.readLongs(from));
            case ABSENT -> new TreeMessage.Absent(TreeParts.level(from), from.getLong(), TreeParts.readAbsences(from));
            case LOOKUP -> new TreeMessage.Lookup(TreeParts.level(from), from.getLong(), TreeParts.readLongs(from));
            case LISTING ->
                new TreeMessage.Listing(
                        TreeParts.level(from),
                        from.getLong(),
                        TreeParts.list(from, 255, () -> TreeParts.readDescriptor(from)));
            case FOUNDING -> readFounding(from);
            case MERGER -> new TreeMessage.Merger(from.getLong(), from.getLong(), TreeParts.readDescriptor(from));
            case REFERRAL ->
                new TreeMessage.Referral(
                        TreeParts.ranged(from.get(), Zone.LABEL_BYTES_MAX),
                        TreeParts.readContacts(from, TreeMessage.CONTACTS_MAX));
            case INQUIRY -> new TreeMessage.Inquiry(from.getLong());
            case LEFT -> new TreeMessage.Left(from.getLong());
            case HAIL -> new TreeMessage.Hail(TreeParts.flag(from), from.getInt(), readChain(from));
            case COUNT -> new TreeMessage.Count(from.getInt());
            case COUNTED ->
                new TreeMessage.Counted(
                        from.getInt(), TreeParts.level(from), TreeParts.level(from), TreeParts.readSummary(from));
            case POINTER -> new TreeMessage.Pointer(from.getInt(), TreeParts.readContact(from));
            case ROLL -> new TreeMessage.Roll(from.getLong(), TreeParts.readContacts(from, TreeMessage.ROLL_MAX));
            case SEEK -> new TreeMessage.Seek(TreeParts.readContact(from), TreeParts.readZone(from));
            default -> null;
        };
    }

    private static TreeMessage readReport(ByteBuffer from) {
        int level = TreeParts.level(from);
        long group = from.getLong();
        long replaced = from.getLong();
        Summary summary = TreeParts.readSummary(from);
        long chain = from.getLong();
        long directories = from.getLong();
        Descriptor self = TreeParts.flag(from) ? TreeParts.readDescriptor(from) : null;
        return new TreeMessage.Report(level, group, replaced, self, summary, chain, directories);
    }

    private static TreeMessage readFounding(ByteBuffer from) {
        int level = TreeParts.level(from);
        long group = from.getLong();
        long term = from.getLong();
        boolean upper = TreeParts.flag(from);
        Side side = new Side(TreeParts.readSite(from), upper);
        TreeMessage.Founding.Half half = readHalf(from);
        long[] founders = new long[TreeParts.count(from, TreeMessage.FOUNDERS_MAX)];
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
                TreeParts.readDescriptor(from),
                TreeParts.readContacts(from, TreeMessage.CONTACTS_MAX));
    }

    private static TreeMessage.Founding.Half readHalf(ByteBuffer from) {
        return new TreeMessage.Founding.Half(from.getLong(), TreeParts.readContacts(from, Descriptor.BRIEF_NODES));
    }

    private static List<Descriptor> readChain(ByteBuffer from) {
        return TreeParts.list(from, Descriptor.LEVEL_MAX + 1, () -> TreeParts.readDescriptor(from));
    }
}
