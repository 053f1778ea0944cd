package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Place;
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
 * What agents know of the units above them, and how it gets about. The leader of a unit keeps its directory by what the
 * leaders of its groups report; who leads a group knows the directory of its unit, its deputies know it too, and so on
 * down: each learns from the leader that it reports to, and only what it lacks.
 */
final class Directories {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    /** Members that are told in one interval of the units above. */
    static final int CHAINS_MAX = 10;
    /** Members that are told in one interval what a directory lists. */
    private static final int INDEXES_MAX = 6;

    private final Local local;
    private final Ranks ranks;
    private final HierarchySettings settings;
    /** From the first index or question on that it hears. */
    private @Nullable Listings listings;
    /** From the first member on that lacks something. */
    private @Nullable Quota chains;

    private @Nullable Quota indexes;

    Directories(Local local, Ranks ranks, HierarchySettings settings) {
        this.local = local;
        this.ranks = ranks;
        this.settings = settings;
    }

    // --- what a leader keeps ---------------------------------------------------------------------------------------

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
            ranks.place(ranks.place().with(directory.missing(new Absence(group, nowMillis()))));
        }
    }

    /** Waits no longer for groups that fell silent too long ago. */
    void bury(int level) {
        Directory directory = ranks.place().directory(level);
        long beforeMillis = nowMillis() - settings.formation().forgetNanos() / NANOS_PER_MILLI;
        if (directory != null
                && directory.absent().stream().anyMatch(absence -> absence.sinceMillis() < beforeMillis)) {
            List<Absence> waited = directory.absent().stream()
                    .filter(absence -> absence.sinceMillis() >= beforeMillis)
                    .toList();
            ranks.place(ranks.place().with(directory.lacking(waited)));
        }
    }

    private long nowMillis() {
        return local.nowNanos() / NANOS_PER_MILLI;
    }

    // --- who knows what --------------------------------------------------------------------------------------------

    /** The highest level whose directory a member of the group of a level is to know. */
    private int entitled(int level, long member) {
        Descriptor group = ranks.place().unit(level);
        boolean speaks = group != null && group.numberOf(member) >= 0;
        return speaks ? ranks.place().top() : level;
    }

    /** What a member is to know of the directories, as this agent knows them. */
    long digest(int level, long member) {
        return ranks.place().directoriesDigest(Math.max(1, level), entitled(level, member));
    }

    /** What an agent knows of the groups it is below from a level up, of how far up they are led, and whether all are there. */
    long chain(int level, int reach, boolean whole) {
        return Mixing.of(ranks.place().chainDigest(level)) + 2L * reach + (whole ? 1 : 0);
    }

    /** Lets go of the directories that this agent has no use for any more. */
    void forget(int level) {
        ranks.place(ranks.place().knowing(entitled(level, local.id())));
    }

    // --- telling ---------------------------------------------------------------------------------------------------

    /** Tells a member what it lacks, unless so many were told in this interval: then it will report again. */
    void answer(Post post, TreeMessage.Report report, long member, int reach, boolean whole, Reply reply) {
        if (report.chain() != chain(post.level, reach, whole)) {
            chains = chains == null ? new Quota(local, settings.intervalNanos(), CHAINS_MAX) : chains;
            if (chains.take()) {
                tellChain(post.level, reach, whole, reply);
            }
        }
        if (report.directories() != digest(post.level, member)) {
            indexes = indexes == null ? new Quota(local, settings.intervalNanos(), INDEXES_MAX) : indexes;
            if (indexes.take()) {
                tellDirectories(post.level, member, reply);
            }
        }
    }

    private void tellChain(int from, int reach, boolean whole, Reply reply) {
        Place place = ranks.place();
        for (int level = from; level <= place.top(); level++) {
            Descriptor unit = place.unit(level);
            if (unit != null) {
                say(reply, new TreeMessage.Above(place.top(), reach, whole, unit));
            }
        }
    }

    private void tellDirectories(int from, long member, Reply reply) {
        for (int level = Math.max(1, from); level <= entitled(from, member); level++) {
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

    /** Somebody asks for descriptors. */
    void lookup(TreeMessage.Lookup lookup, Reply reply) {
        listings().answer(lookup, reply);
    }

    // --- learning --------------------------------------------------------------------------------------------------

    /** Whether the sender leads a group of this agent's, from which it learns of that level and those above. */
    private boolean leads(long from, int level) {
        if (speaks(from, level)) {
            return true;
        }
        local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.NOT_THE_LEADER));
        return false;
    }

    private boolean speaks(long from, int level) {
        for (int at = 0; at <= ranks.highest() && at <= level; at++) {
            Post post = ranks.at(at);
            if (post != null && post.election.leader() == from && from != local.id()) {
                return true;
            }
        }
        Descriptor unit = ranks.place().unit(level);
        boolean mate = local.roster().find(from) != null || (unit != null && unit.numberOf(from) >= 0);
        return mate && !knowsLeader(level);
    }

    private boolean knowsLeader(int level) {
        Post post = ranks.at(Math.min(level, Math.max(0, ranks.highest())));
        return post != null && post.election.leader() != 0;
    }

    /** A leader tells of a group or unit above; false if it may not. */
    boolean above(TreeMessage.Above above, long from) {
        Descriptor unit = above.unit();
        if (!leads(from, unit.level())) {
            return false;
        }
        Place place = ranks.place();
        Descriptor known = place.unit(unit.level());
        Post post = ranks.at(unit.level());
        if (post != null && post.election.leader() == from && post.group != unit.group()) {
            return false;
        }
        if (known == null || known.group() != unit.group() || unit.isAfter(known)) {
            place = place.with(ranks.shared(unit));
        }
        ranks.place(place.top() > above.height() ? place.upTo(above.height()) : place);
        if (post != null) {
            ranks.count(post); // the leader may be another one
        }
        return true;
    }

    /** A leader lists a unit: what is listed here and not there is no more, what is missing is asked for. */
    void index(TreeMessage.Index index, long from, Reply reply) {
        if (index.level() == 0 || !leads(from, index.level())) {
            return;
        }
        Directory known = ranks.place().directory(index.level());
        List<Descriptor> kept = new ArrayList<>();
        List<Long> missing = new ArrayList<>(index.fingerprints());
        for (int i = 0; known != null && i < known.size(); i++) {
            if (missing.remove((Long) known.at(i).fingerprint())) {
                kept.add(known.at(i));
            }
        }
        if (missing.isEmpty() || known == null || known.unit() != index.unit()) {
            ranks.place(ranks.place().with(Directory.of(index.unit(), index.level(), kept)));
        }
        if (!missing.isEmpty()) {
            listings().seek(index, kept, missing, reply);
        }
    }

    /** A leader says which groups of a unit are out of reach: who leads it next waits for them, too. */
    void absent(TreeMessage.Absent absent, long from) {
        if (absent.level() == 0 || !leads(from, absent.level())) {
            return;
        }
        Directory directory = ranks.place().directory(absent.level());
        if (directory != null && directory.unit() == absent.unit()) {
            long now = nowMillis();
            List<Absence> taken =
                    absent.groups().stream().map(absence -> absence.by(now)).toList();
            ranks.place(ranks.place().with(directory.lacking(taken)));
        }
    }

    /** A leader sends descriptors, or another whom this agent asked for what the leader lists. */
    void listing(TreeMessage.Listing listing, long from) {
        Directory directory = listing.level() == 0 ? null : ranks.place().directory(listing.level());
        boolean apt = listing.groups().stream().allMatch(group -> group.level() == listing.level() - 1);
        if (directory != null && directory.unit() == listing.unit() && apt) {
            if (listings().awaits(listing) || leads(from, listing.level())) {
                listings().take(listing, directory);
            }
        }
    }

    private Listings listings() {
        Listings known = listings;
        if (known == null) {
            known = new Listings(local, ranks, settings);
            listings = known;
        }
        return known;
    }

    private static void say(Reply reply, TreeMessage message) {
        reply.say(new Message.Extension(TreeCodec.write(message)));
    }
}
