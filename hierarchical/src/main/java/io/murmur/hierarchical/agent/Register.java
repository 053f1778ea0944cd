package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a leader keeps and tells: the descriptor of its group, the directory of its unit, which it keeps by what the leaders
 * of the groups report, and to each who reports, what that one lacks.
 */
final class Register {
    /** Members that are told in one interval of the units above, and more as long as it has sent less than half of what it may. */
    static final int CHAINS_MAX = 10;
    /** Members that are told in one interval what a directory lists. */
    private static final int INDEXES_MAX = 6;

    private final Local local;
    private final Ranks ranks;
    private final HierarchySettings settings;
    private final Directories directories;
    private final Quota chains;
    private final Quota indexes;

    Register(Local local, Ranks ranks, HierarchySettings settings, Directories directories) {
        this.local = local;
        this.ranks = ranks;
        this.settings = settings;
        this.directories = directories;
        this.chains = new Quota(local, settings.intervalNanos(), CHAINS_MAX);
        this.indexes = new Quota(local, settings.intervalNanos(), INDEXES_MAX);
    }

    // --- keeping ---------------------------------------------------------------------------------------------------

    /** Writes what others must know of the group that this agent leads, if it has changed. */
    void describe(Post post) {
        List<Contact> nodes = nodes(post);
        Descriptor known = ranks.place().unit(post.level);
        long term = post.election.term();
        Zone zone = zone(post.level, known);
        boolean same = known != null
                && known.group() == post.group
                && known.term() == term
                && known.nodes().equals(nodes)
                && known.zone().equals(zone);
        if (!same) {
            int number = known != null && known.group() == post.group && known.term() == term ? known.number() + 1 : 1;
            ranks.place(ranks.place().with(new Descriptor(post.group, post.level, term, number, nodes, zone)));
        }
        if (post.level > 0) {
            Directory directory = ranks.place().directory(post.level);
            if (directory == null || directory.unit() != post.group) {
                ranks.place(ranks.place().with(Directory.empty(post.group, post.level)));
            }
            Descriptor below = ranks.place().unit(post.level - 1);
            if (below != null) {
                list(post.level, below, 0);
            }
        }
    }

    /** Where most members are. */
    private Zone zone(int level, @Nullable Descriptor known) {
        List<Zone> zones = new ArrayList<>();
        Directory directory = ranks.place().directory(level);
        if (level == 0) {
            local.roster().forEach(member -> zones.add(member.zone()));
        }
        for (int i = 0; directory != null && i < directory.size(); i++) {
            zones.add(directory.at(i).zone());
        }
        return Zones.prevailing(zones, known == null ? Zone.NONE : known.zone());
    }

    /** The leader, those who were nodes before, its deputies, and other members until there are enough. */
    private List<Contact> nodes(Post post) {
        int max =
                post.level == 0 ? settings.spread().copies() : settings.spread().starters();
        List<Contact> nodes = new ArrayList<>(List.of(ranks.self()));
        Descriptor known = ranks.place().unit(post.level);
        Ids members = ranks.members(post.level);
        for (int i = 0; known != null && i < known.nodes().size(); i++) {
            if (members.contains(known.nodes().get(i).id())) {
                add(nodes, post.level, Ids.of(known.nodes().get(i).id()), max);
            }
        }
        add(nodes, post.level, post.election.deputies(), max);
        add(nodes, post.level, members, max);
        return nodes;
    }

    private void add(List<Contact> nodes, int level, Ids ids, int max) {
        for (int i = 0; i < ids.size() && nodes.size() < max; i++) {
            long id = ids.at(i);
            Address address = ranks.address(level, id);
            if (address != null && nodes.stream().noneMatch(node -> node.id() == id)) {
                nodes.add(new Contact(id, address));
            }
        }
    }

    /** Lists a group of the unit that this agent leads; the group that it came from is no more. */
    void list(int level, Descriptor group, long replaced) {
        Directory directory = ranks.place().directory(level);
        if (directory == null) {
            return;
        }
        Descriptor held = directory.find(group.group());
        if (held == null || group.isAfter(held)) {
            ranks.place(ranks.place().with(directory.with(ranks.shared(group))));
            local.observe(new TreeEvent.Listed(level, group.group(), held == null));
        }
        if (replaced != 0) {
            remove(level, replaced);
        }
    }

    void remove(int level, long group) {
        Directory directory = ranks.place().directory(level);
        if (directory != null) {
            ranks.place(ranks.place().with(directory.without(group)));
        }
    }

    /** A group has fallen silent, and may come back. */
    void miss(int level, long group) {
        Directory directory = ranks.place().directory(level);
        if (directory != null && directory.find(group) != null) {
            ranks.place(ranks.place().with(directory.missing(new Absence(group, local.nowMillis()))));
        }
    }

    /** Waits no longer for groups that fell silent too long ago. */
    void bury(int level) {
        Directory directory = ranks.place().directory(level);
        long beforeMillis = local.nowMillis() - settings.formation().forgetMillis();
        if (directory != null
                && directory.absent().stream().anyMatch(absence -> absence.sinceMillis() < beforeMillis)) {
            List<Absence> waited = directory.absent().stream()
                    .filter(absence -> absence.sinceMillis() >= beforeMillis)
                    .toList();
            ranks.place(ranks.place().with(directory.lacking(waited)));
        }
    }

    // --- telling ---------------------------------------------------------------------------------------------------

    /** Tells a member what it lacks, unless so many were told in this interval: then it will report again. */
    void answer(Post post, TreeMessage.Report report, long member, int reach, boolean whole, Reply reply) {
        if (report.chain() != directories.chain(post.level, reach, whole)) {
            if (chains.take(local.ordinary() / 2 - local.sent())) {
                directories.above(post.level, reach, whole).forEach(reply::say);
            }
        }
        if (report.directories() != directories.digest(post.level, member)) {
            if (indexes.take()) {
                tellDirectories(post.level, member, reply);
            }
        }
    }

    private void tellDirectories(int from, long member, Reply reply) {
        for (int level = Math.max(1, from); level <= directories.entitled(from, member); level++) {
            Directory directory = ranks.place().directory(level);
            if (directory != null) {
                say(reply, new TreeMessage.Index(level, directory.unit(), fingerprints(directory)));
                if (!directory.absent().isEmpty()) {
                    say(reply, new TreeMessage.Absent(level, directory.unit(), directory.absent()));
                }
            }
        }
    }

    private static List<Long> fingerprints(Directory directory) {
        List<Long> fingerprints = new ArrayList<>();
        for (int i = 0; i < Math.min(directory.size(), TreeMessage.INDEX_MAX); i++) {
            fingerprints.add(directory.at(i).fingerprint());
        }
        return fingerprints;
    }

    private static void say(Reply reply, TreeMessage message) {
        reply.say(new Message.Extension(TreeCodec.write(message)));
    }
}
