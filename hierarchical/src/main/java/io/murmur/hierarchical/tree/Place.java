package io.murmur.hierarchical.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an agent knows of the tree beside the members of its own group: its group and the units above it, the lowest
 * first, and the directories of the units that it helps to lead.
 *
 * @param chain the descriptors of its group and of every unit above it that has other groups beside, by level
 * @param directories of the units of level 1, 2 and so on, as far up as the agent knows them
 */
public record Place(List<Descriptor> chain, List<Directory> directories) {
    /** Of an agent that knows of no group. */
    public static final Place NONE = new Place(List.of(), List.of());

    public Place {
        chain = List.copyOf(chain);
        directories = List.copyOf(directories);
    }

    /** 64 bits that stand for what is known of the groups that the agent is below, from a level up. */
    public long chainDigest(int from) {
        long digest = chain.size();
        for (int level = from; level < chain.size(); level++) {
            digest = Mixing.of(digest) + chain.get(level).fingerprint();
        }
        return digest;
    }

    /** 64 bits that stand for the directories of some levels; 0 for none. */
    public long directoriesDigest(int from, int to) {
        long digest = 0;
        for (int level = from; level <= to; level++) {
            Directory directory = directory(level);
            digest = Mixing.of(digest + level) + (directory == null ? 0 : directory.unit() + directory.digest());
        }
        return digest;
    }

    /** With a group of its level in place of the one known, and everything above it if that is known. */
    public Place with(Descriptor group) {
        List<Descriptor> changed = new ArrayList<>(chain);
        if (group.level() < changed.size()) {
            changed.set(group.level(), group);
        } else if (group.level() == changed.size()) {
            changed.add(group);
        }
        return new Place(changed, directories);
    }

    /** With no unit above a level. */
    public Place upTo(int level) {
        int height = Math.min(chain.size(), level + 1);
        return new Place(chain.subList(0, height), directories.subList(0, Math.min(directories.size(), level)));
    }

    /** With the directory of a unit; those of lower levels must be known. */
    public Place with(Directory directory) {
        List<Directory> changed = new ArrayList<>(directories);
        if (directory.level() <= changed.size()) {
            changed.set(directory.level() - 1, directory);
        } else if (directory.level() == changed.size() + 1) {
            changed.add(directory);
        }
        return new Place(chain, changed);
    }

    /** Knowing directories up to a level and none above it. */
    public Place knowing(int levels) {
        return levels >= directories.size() ? this : new Place(chain, directories.subList(0, levels));
    }

    /** The level of the highest unit, 0 where there is one group only, or none. */
    public int top() {
        return Math.max(0, chain.size() - 1);
    }

    /** The unit of a level that the agent is below; null above the top. */
    public @Nullable Descriptor unit(int level) {
        return level < chain.size() ? chain.get(level) : null;
    }

    /** Who leads a group of the unit of a level, or speaks for the unit, by its id; null if the agent knows of none. */
    public @Nullable Contact member(int level, long id) {
        Directory directory = directory(level);
        for (int i = 0; directory != null && i < directory.size(); i++) {
            Contact leader = directory.at(i).node(0);
            if (leader != null && leader.id() == id) {
                return leader;
            }
        }
        Descriptor unit = unit(level);
        return unit == null ? null : unit.node(unit.numberOf(id));
    }

    /** Whether a group or unit is above the agent, or beside it as far as it knows. */
    public boolean names(long group) {
        return chain.stream().anyMatch(unit -> unit.group() == group)
                || directories.stream().anyMatch(directory -> directory.find(group) != null);
    }

    /** The directory of a level, 1 or higher; null where the agent does not know it. */
    public @Nullable Directory directory(int level) {
        return level >= 1 && level <= directories.size() ? directories.get(level - 1) : null;
    }
}
