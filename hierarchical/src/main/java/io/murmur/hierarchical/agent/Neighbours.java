package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Site;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The members of a group by where they are, so that those who are near each other stay together when it is divided. */
final class Neighbours {
    private final Local local;
    private final Ranks ranks;
    private final Summaries summaries;

    /** A member, and where it is, or what it leads. */
    record Neighbour(Contact contact, Site site) {}

    Neighbours(Local local, Ranks ranks, Summaries summaries) {
        this.local = local;
        this.ranks = ranks;
        this.summaries = summaries;
    }

    /** The members as this agent sees them, in the order of their sites. */
    List<Neighbour> all(int level) {
        return sorted(level, group -> true);
    }

    /** The same, of a unit those whose groups report to this agent. */
    List<Neighbour> heard(int level) {
        return sorted(level, group -> summaries.hears(level, group.group()));
    }

    private List<Neighbour> sorted(int level, Predicate<Descriptor> counted) {
        List<Neighbour> members = new ArrayList<>(List.of(new Neighbour(ranks.self(), site(level))));
        if (level == 0) {
            mates(members);
        } else {
            leaders(ranks.place().directory(level), counted, members);
        }
        members.sort(Comparator.comparing(Neighbour::site)
                .thenComparingLong(member -> member.contact().id()));
        return members;
    }

    private void mates(List<Neighbour> into) {
        local.roster().forEach(member -> {
            if (member.status().live() && member.id() != local.id()) {
                into.add(new Neighbour(new Contact(member.id(), member.address()), Site.of(member)));
            }
        });
    }

    private static void leaders(@Nullable Directory directory, Predicate<Descriptor> counted, List<Neighbour> into) {
        for (int i = 0; directory != null && i < directory.size(); i++) {
            Descriptor group = directory.at(i);
            Contact leader = group.node(0);
            if (leader != null
                    && counted.test(group)
                    && into.stream().noneMatch(member -> member.contact().id() == leader.id())) {
                into.add(new Neighbour(leader, new Site(group.zone(), leader.address())));
            }
        }
    }

    /** Where this agent is, or what it leads in the unit of a level. */
    Site site(int level) {
        Descriptor led = level == 0 ? null : ranks.place().unit(level - 1);
        return led == null
                ? Site.of(local.self())
                : new Site(led.zone(), local.self().address());
    }

    /**
     * Where to divide: between the widest zones that have a border in the middle third, which leaves both halves large
     * enough to stay, and as near to the middle as can be.
     */
    static int border(List<Neighbour> sorted) {
        int size = sorted.size();
        int middle = (size + 1) / 2;
        int best = middle;
        for (int at = size / 3 + 1; at < size - size / 3; at++) {
            int fewer = shared(sorted, best) - shared(sorted, at);
            if (fewer > 0 || (fewer == 0 && Math.abs(at - middle) < Math.abs(best - middle))) {
                best = at;
            }
        }
        return best;
    }

    /** How many labels are common to those before and after a place. */
    private static int shared(List<Neighbour> sorted, int at) {
        Zone before = sorted.get(at - 1).site().zone();
        Zone after = sorted.get(at).site().zone();
        return before.equals(after) ? Integer.MAX_VALUE : before.shared(after);
    }
}
