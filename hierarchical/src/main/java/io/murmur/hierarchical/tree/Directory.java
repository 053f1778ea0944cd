package io.murmur.hierarchical.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups that make up one unit of the tree, by id, and those that fell silent. Immutable; the digest is the sum of the
 * fingerprints, so equal directories have equal digests and a change moves it in constant time.
 */
public final class Directory {
    /** The most absent groups of one unit that are remembered: the latest. */
    public static final int ABSENT_MAX = 48;

    /** Of how many of them, the latest, it is remembered who led them. */
    public static final int LAST_MAX = 4;

    private static final Comparator<Descriptor> BY_GROUP = (a, b) -> Long.compareUnsigned(a.group(), b.group());

    private final long unit;
    private final int level;
    private final Descriptor[] groups;
    private final List<Absence> absent;
    /** Of the groups alone. */
    private final long digest;

    private Directory(long unit, int level, Descriptor[] groups, List<Absence> absent, long digest) {
        this.unit = unit;
        this.level = level;
        this.groups = groups;
        this.absent = absent;
        this.digest = digest;
    }

    /** A unit without groups yet. */
    public static Directory empty(long unit, int level) {
        return new Directory(unit, level, new Descriptor[0], List.of(), 0);
    }

    /** A unit of these groups, whose ids must differ. */
    public static Directory of(long unit, int level, List<Descriptor> groups) {
        List<Descriptor> sorted = new ArrayList<>(groups);
        sorted.sort(BY_GROUP);
        long digest = 0;
        for (Descriptor group : sorted) {
            digest += group.fingerprint();
        }
        return new Directory(unit, level, sorted.toArray(new Descriptor[0]), List.of(), digest);
    }

    /** The unit's id: that of the group of the leaders. */
    public long unit() {
        return unit;
    }

    /** The unit's level; its groups are one level below. */
    public int level() {
        return level;
    }

    public int size() {
        return groups.length;
    }

    /** The group at an index in the order of the ids. */
    public Descriptor at(int index) {
        return groups[index];
    }

    public @Nullable Descriptor find(long group) {
        int index = indexOf(group);
        return index < 0 ? null : groups[index];
    }

    /** Whether that agent leads one of the groups. */
    public boolean isLedBy(long id) {
        for (Descriptor group : groups) {
            if (group.numberOf(id) == 0) {
                return true;
            }
        }
        return false;
    }

    /** 64 bits that stand for everything in it. */
    public long digest() {
        long sum = digest;
        for (Absence absence : absent) {
            sum += absence.fingerprint();
        }
        return sum;
    }

    /** The groups that were listed and are out of reach, the earliest first. */
    public List<Absence> absent() {
        return absent;
    }

    /** With these groups out of reach and no others; of too many, the last. */
    public Directory lacking(List<Absence> absences) {
        List<Absence> latest = new ArrayList<>(absences.size());
        int remembered = 0;
        for (int i = absences.size() - 1; i >= 0 && latest.size() < ABSENT_MAX; i--) {
            Absence absence = absences.get(i);
            remembered += absence.last() == null ? 0 : 1;
            latest.add(remembered > LAST_MAX ? absence.ledBy(null) : absence);
        }
        return new Directory(unit, level, groups, List.copyOf(latest.reversed()), digest);
    }

    /** Without a group, which is out of reach. */
    public Directory missing(Absence absence) {
        Directory rest = without(absence.group());
        Descriptor known = find(absence.group());
        List<Absence> absences = new ArrayList<>(rest.absent);
        absences.add(known == null ? absence : absence.ledBy(known.node(0)));
        return rest.lacking(absences);
    }

    private List<Absence> absentBut(long group) {
        return absent.stream().noneMatch(absence -> absence.group() == group)
                ? absent
                : absent.stream().filter(absence -> absence.group() != group).toList();
    }

    /** With this descriptor in place of whatever is known of the same group, which is there. */
    public Directory with(Descriptor group) {
        List<Absence> others = absentBut(group.group());
        int index = indexOf(group.group());
        if (index >= 0) {
            Descriptor[] changed = groups.clone();
            changed[index] = group;
            return new Directory(
                    unit, level, changed, others, digest - groups[index].fingerprint() + group.fingerprint());
        }
        int place = -index - 1;
        Descriptor[] grown = new Descriptor[groups.length + 1];
        System.arraycopy(groups, 0, grown, 0, place);
        grown[place] = group;
        System.arraycopy(groups, place, grown, place + 1, groups.length - place);
        return new Directory(unit, level, grown, others, digest + group.fingerprint());
    }

    /** Without that group: neither listed nor out of reach. */
    public Directory without(long group) {
        List<Absence> others = absentBut(group);
        int index = indexOf(group);
        if (index < 0) {
            return others.size() == absent.size() ? this : lacking(others);
        }
        Descriptor[] rest = new Descriptor[groups.length - 1];
        System.arraycopy(groups, 0, rest, 0, index);
        System.arraycopy(groups, index + 1, rest, index, rest.length - index);
        return new Directory(unit, level, rest, others, digest - groups[index].fingerprint());
    }

    /** The index of a group, or -(insertion point) - 1. */
    public int indexOf(long group) {
        int low = 0;
        int high = groups.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(groups[middle].group(), group);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    @Override
    public String toString() {
        return "Directory[" + Long.toHexString(unit) + ", level " + level + ", " + groups.length + " groups]";
    }
}
