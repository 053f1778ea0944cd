package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the leader of a unit does about groups that have become too small: the smallest joins the next one, one at a time. */
final class Merges {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Directories directories;
    private final Summaries summaries;

    private record Sized(Descriptor group, int size) {}

    Merges(Local local, HierarchySettings settings, Ranks ranks, Directories directories, Summaries summaries) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.directories = directories;
        this.summaries = summaries;
    }

    /** Has one of the groups of the unit that this agent leads join another, if it is too small and both fit into one. */
    void decide(Post post) {
        List<Sized> groups = sized(post.level);
        groups.sort(Comparator.comparingInt(Sized::size));
        if (groups.size() < 2
                || groups.getFirst().size() >= settings.formation().groupMin()) {
            return;
        }
        boolean own = isOwn(groups.getFirst().group());
        Sized goes = groups.get(own ? 1 : 0);
        Sized stays = groups.get(own ? 0 : 1);
        if (goes.size() + stays.size() <= settings.formation().groupMax()) {
            merge(post, goes.group(), stays.group());
        }
    }

    /** The groups of which it is known how many members they have. */
    private List<Sized> sized(int level) {
        List<Sized> sized = new ArrayList<>();
        Directory directory = ranks.place().directory(level);
        Children children = summaries.children(level);
        for (int i = 0; directory != null && i < directory.size(); i++) {
            Descriptor group = directory.at(i);
            if (isOwn(group)) {
                sized.add(new Sized(group, ranks.size(level - 1)));
            } else if (children.knows(group.group())) {
                sized.add(new Sized(group, children.size(group)));
            }
        }
        return sized;
    }

    /** The group that this agent leads itself: others join it, so that the unit keeps its leader. */
    private boolean isOwn(Descriptor group) {
        @Nullable Descriptor own = ranks.place().unit(group.level());
        return own != null && own.group() == group.group();
    }

    private void merge(Post post, Descriptor goes, Descriptor into) {
        Contact leader = goes.node(0);
        if (leader != null) {
            TreeMessage decree = new TreeMessage.Merger(goes.group(), post.election.term(), into);
            local.send(leader.address(), new Message.Extension(TreeCodec.write(decree)));
            summaries.children(post.level).forget(goes.group());
            directories.remove(post.level, goes.group());
        }
    }
}
