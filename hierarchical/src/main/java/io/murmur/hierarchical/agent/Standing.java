package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import org.jspecify.annotations.Nullable;

/**
 * Whose word an agent takes on what ends or moves a group of its own: that of its members, as far as it knows them, the gone
 * ones included. The sender is the one that its datagram names.
 */
final class Standing {
    private final Local local;
    private final Ranks ranks;

    Standing(Local local, Ranks ranks) {
        this.local = local;
        this.ranks = ranks;
    }

    /** Why a decree that divides a group is refused; null if it is not. */
    TreeEvent.@Nullable Reason flaw(TreeMessage.Founding decree, long from) {
        boolean addsUp = isNew(decree.half(), decree)
                && isNew(decree.other(), decree)
                && decree.half().group() != decree.other().group()
                && decree.above().level() == decree.level() + 1;
        TreeEvent.Reason flaw = flaw(at(decree.group(), decree.level()), from);
        return flaw != null || addsUp ? flaw : TreeEvent.Reason.DOES_NOT_ADD_UP;
    }

    private static boolean isNew(TreeMessage.Founding.Half half, TreeMessage.Founding decree) {
        return half.group() != 0 && half.group() != decree.group();
    }

    /** Why a decree to join another group is refused; null if it is not. */
    TreeEvent.@Nullable Reason flaw(TreeMessage.Merger decree, long from) {
        Post post = at(decree.group(), decree.into().level());
        TreeEvent.Reason flaw = commands(post, from) ? null : flaw(post, from);
        boolean addsUp = decree.into().group() != decree.group();
        return flaw != null || addsUp ? flaw : TreeEvent.Reason.DOES_NOT_ADD_UP;
    }

    /** Whether the sender leads the unit above a group that this agent leads. */
    boolean commands(@Nullable Post post, long from) {
        Post up = post == null || !post.leads() ? null : ranks.at(post.level + 1);
        return up != null && up.election.leader() == from;
    }

    /** Why addresses of members of a unit are refused; null if they are not. */
    TreeEvent.@Nullable Reason flaw(TreeMessage.Roll roll, long from) {
        Post post = ranks.of(roll.unit());
        return flaw(post == null || post.level == 0 ? null : post, from);
    }

    private @Nullable Post at(long group, int level) {
        Post post = ranks.of(group);
        return post == null || post.level != level ? null : post;
    }

    private TreeEvent.@Nullable Reason flaw(@Nullable Post post, long from) {
        if (post == null) {
            return TreeEvent.Reason.FOREIGN_GROUP;
        }
        boolean mate = post.level == 0 ? isMate(post, from) : isFellow(post, from);
        return mate ? null : TreeEvent.Reason.STRANGER;
    }

    /** Who has just started again knows its mates only as the election kept them. */
    private boolean isMate(Post post, long from) {
        return local.roster().find(from) != null
                || post.election.configuration().contains(from);
    }

    /**
     * A member of a unit, one that speaks for it or for one of its groups, or who led the unit that this one came from or had a
     * vote in it.
     */
    private boolean isFellow(Post post, long agent) {
        Descriptor unit = ranks.place().unit(post.level);
        return post.election.configuration().contains(agent)
                || (unit != null && unit.numberOf(agent) >= 0)
                || speaks(ranks.place().directory(post.level), agent)
                || ranks.spoke(post.replaced, agent);
    }

    private static boolean speaks(@Nullable Directory directory, long agent) {
        for (int i = 0; directory != null && i < directory.size(); i++) {
            if (directory.at(i).numberOf(agent) >= 0) {
                return true;
            }
        }
        return false;
    }
}
