package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The positions that a multicast covers in one unit: a first copy for every group of it, then a second for every one,
 * and so on. Each run through the groups begins elsewhere, so that the copies of one group hang under different relays
 * and no relay's death costs a group all of its copies.
 */
final class Positions {
    /** Copies of an update that every group above the lowest gets at least. */
    private static final int COPIES_MIN = 3;
    /** And at most. */
    private static final int COPIES_MAX = 4;

    private final Directory directory;
    private final int count;

    Positions(Directory directory, SpreadSettings settings) {
        this.directory = directory;
        this.count = count(directory, settings);
    }

    private static int count(Directory directory, SpreadSettings settings) {
        int groups = directory.size();
        if (directory.level() == 1) {
            return settings.copies() * groups;
        }
        // as many as the starters reach at once
        int reach = settings.starters() * settings.payloadsMax();
        return Math.clamp(reach, COPIES_MIN * groups, COPIES_MAX * groups);
    }

    int count() {
        return count;
    }

    /** The group that a position stands for. */
    Descriptor group(int position) {
        return directory.at(index(position));
    }

    /** Which of its group's copies a position is. */
    int copy(int position) {
        return position / directory.size();
    }

    /** The agent at a position; null where its group has not so many nodes. */
    @Nullable
    Contact at(int position) {
        return group(position).node(copy(position));
    }

    /** How many copies the group of a position gets. */
    int copies(int position) {
        int groups = directory.size();
        int runs = count / groups;
        int beyond = Math.floorMod(index(position) - runs * rotation(), groups);
        return Math.min(
                runs + (beyond < count % groups ? 1 : 0),
                group(position).nodes().size());
    }

    private int index(int position) {
        int groups = directory.size();
        return (position % groups + copy(position) * rotation()) % groups;
    }

    private int rotation() {
        return directory.size() / 7 + 1;
    }
}
