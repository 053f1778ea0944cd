package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.protocol.state.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The positions that a multicast covers in one unit: a first copy for every group of it, then a second for every one,
 * and so on. Each run through the groups begins elsewhere, so that the copies of one group hang under different relays
 * and no relay's death costs a group all of its copies.
 *
 * <p>Where the first position is depends on when the entry was written: whoever relays much for the entries of one moment
 * relays little for those of the next, and the entries of one moment go the same ways, many in a datagram.
 */
final class Positions {
    /** Copies of an update that every group above the lowest gets at least. */
    private static final int COPIES_MIN = 3;
    /** And at most. */
    private static final int COPIES_MAX = 4;

    private final Directory directory;
    private final int count;
    private final int turn;

    Positions(Directory directory, SpreadSettings settings, Entry entry) {
        this.directory = directory;
        this.count = count(directory, settings);
        this.turn = (int) Long.remainderUnsigned(Mixing.of(Moment.of(entry)), count);
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
        return directory.at(index(place(position)));
    }

    /** Which of its group's copies a position is. */
    int copy(int position) {
        return place(position) / directory.size();
    }

    /**
     * The number of the node at a position. Members of one group divide it by their numbers, so there they are the
     * copies'; of the more nodes of a unit each gets its turn.
     */
    int node(int position) {
        int copy = copy(position);
        int nodes = group(position).nodes().size();
        return directory.level() == 1 || copy >= nodes ? copy : (copy + turn) % nodes;
    }

    /** The agent at a position; null where its group has not so many nodes. */
    @Nullable
    Contact at(int position) {
        return group(position).node(node(position));
    }

    /** How many copies the group of a position gets. */
    int copies(int position) {
        int groups = directory.size();
        int runs = count / groups;
        int beyond = Math.floorMod(index(place(position)) - runs * rotation(), groups);
        return Math.min(
                runs + (beyond < count % groups ? 1 : 0),
                group(position).nodes().size());
    }

    private int place(int position) {
        return (position + turn) % count;
    }

    private int index(int place) {
        int groups = directory.size();
        return (place % groups + place / groups * rotation()) % groups;
    }

    private int rotation() {
        return directory.size() / 7 + 1;
    }
}
