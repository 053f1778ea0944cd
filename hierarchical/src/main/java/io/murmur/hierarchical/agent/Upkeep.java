package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Local;

/**
 * What a leader does for its group or unit now and then: it says who leads it and speaks for it, gives up groups that have
 * fallen silent, is a member of the unit above, and has the group divided, or groups of the unit merged.
 */
final class Upkeep {
    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Register register;
    private final Summaries summaries;
    private final Decrees decrees;

    Upkeep(
            Local local,
            HierarchySettings settings,
            Ranks ranks,
            Register register,
            Summaries summaries,
            Decrees decrees) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.register = register;
        this.summaries = summaries;
        this.decrees = decrees;
    }

    /** Time has passed: looks after a group or unit that this agent leads. */
    void lead(Post post) {
        register.describe(post);
        if (post.level > 0) {
            expire(post);
        }
        Descriptor above = ranks.place().unit(post.level + 1);
        Post up = ranks.at(post.level + 1);
        if (above != null && (up == null || up.isRetired() || up.group != above.group())) {
            ranks.take(post.level + 1, above.group(), 0, founding(above));
        }
        if (post.acts()) {
            decide(post);
        }
    }

    private void expire(Post post) {
        for (long group : summaries.expire(post.level)) {
            if (summaries.merged(post.level, group)) {
                register.remove(post.level, group);
            } else {
                register.miss(post.level, group);
            }
            local.observe(new TreeEvent.Vanished(post.level, group));
        }
        register.bury(post.level);
    }

    private void decide(Post post) {
        int size = post.level == 0 ? ranks.size(0) : summaries.heard(post.level);
        if (size > settings.formation().groupMax()) {
            decrees.divide(post);
        } else if (post.level > 0) {
            new Merges(local, settings, ranks, register, summaries).decide(post);
        }
    }

    /** What to begin with in a unit: all whom it lists found it where the whole tree begins anew; later ones join it. */
    private Configuration founding(Descriptor unit) {
        Directory directory = ranks.place().directory(unit.level());
        boolean founder = ranks.isAnew() && directory != null && directory.isLedBy(local.id());
        return founder ? founding(unit, ranks.members(unit.level())) : Configuration.NONE;
    }

    /** What the members of a group begin with that begins anew: who leads it by its descriptor stands first. */
    static Configuration founding(Descriptor group, Ids members) {
        Contact first = group.node(0);
        return Configuration.founding(members, first == null ? Kept.NOBODY : first.id());
    }
}
