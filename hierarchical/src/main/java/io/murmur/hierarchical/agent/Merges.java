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

/** What the leader of a unit does about groups that have become too small: the smallest joins the nearest with room, one at a time. */
final class Merges {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Register register;
    private final Summaries summaries;

    private record Sized(Descriptor group, int size) {}

    Merges(Local local, HierarchySettings settings, Ranks ranks, Register register, Summaries summaries) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.register = register;
        this.summaries = summaries;
    }

    /** Has one of the groups of the unit that this agent leads join another, if it is too small and both fit into one. */
    void decide(Post post) {
        List<Sized> groups = sized(post.level);
        Sized least = groups.stream().min(Comparator.comparingInt(Sized::size)).orElse(null);
        if (least == null || least.size() >= settings.formation().groupMin()) {
            return;
        }
        int room = settings.formation().groupMax() - least.size();
        groups.stream()
                .filter(other -> !other.equals(least) && other.size() <= room)
                .max(Comparator.<Sized>comparingInt(other -> shared(least, other))
                        .thenComparingInt(other -> -other.size()))
                .ifPresent(other -> merge(post, least.group(), other.group()));
    }

    private static int shared(Sized one, Sized other) {
        return one.group().zone().shared(other.group().zone());
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

    private void merge(Post post, Descriptor least, Descriptor other) {
        Descriptor goes = isOwn(least) ? other : least;
        Descriptor into = isOwn(least) ? least : other;
        Contact leader = goes.node(0);
        if (leader != null) {
            TreeMessage decree = new TreeMessage.Merger(goes.group(), post.election.term(), into);
            local.send(leader.address(), new Message.Extension(TreeCodec.write(decree)));
            summaries.children(post.level).merge(goes.group(), local.nowNanos());
            register.remove(post.level, goes.group());
        }
    }
}
