package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who the members of a group or unit are, as far as one of them sees. */
final class Members {
    private Members() {}

    /** Those of a group: whom its roster has as live. */
    static Ids ofGroup(Roster roster) {
        long[] ids = new long[Ids.MAX];
        int count = 0;
        for (int at = 0; at < roster.places() && count < ids.length; at++) {
            Member member = roster.at(at);
            if (member != null && member.status().live()) {
                ids[count++] = member.id();
            }
        }
        return Ids.of(Arrays.copyOf(ids, count));
    }

    /**
     * Those of a unit: who lead its groups. Who has just joined it may not know more than those that speak for it, and who
     * has just won may not have heard yet of those that count.
     *
     * @param self the agent that sees, one of them
     * @param post its post in the unit, if it has one already
     * @param isNew whether it leads the unit since a short time only
     */
    static Ids ofUnit(int level, long self, Place place, @Nullable Post post, boolean isNew) {
        Set<Long> ids = new LinkedHashSet<>();
        ids.add(self);
        Directory directory = place.directory(level);
        for (int i = 0; directory != null && i < directory.size(); i++) {
            Contact leader = directory.at(i).node(0);
            if (leader != null) {
                ids.add(leader.id());
            }
        }
        Descriptor unit = post == null || post.leads() ? null : place.unit(level);
        if (unit != null) {
            unit.nodes().forEach(node -> ids.add(node.id()));
        }
        if (post != null && isNew) {
            Ids voters = post.election.configuration().members();
            Arrays.stream(voters.toArray()).forEach(ids::add);
        }
        return Ids.of(ids.stream().mapToLong(Long::longValue).limit(Ids.MAX).toArray());
    }
}
