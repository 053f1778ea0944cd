package io.murmur.hierarchical.tree;

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

    /** The level of the highest unit, 0 where there is one group only, or none. */
    public int top() {
        return Math.max(0, chain.size() - 1);
    }

    /** The unit of a level that the agent is below; null above the top. */
    public @Nullable Descriptor unit(int level) {
        return level < chain.size() ? chain.get(level) : null;
    }

    /** The directory of a level, 1 or higher; null where the agent does not know it. */
    public @Nullable Directory directory(int level) {
        return level >= 1 && level <= directories.size() ? directories.get(level - 1) : null;
    }
}
