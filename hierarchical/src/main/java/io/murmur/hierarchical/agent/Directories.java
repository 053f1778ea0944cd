package io.murmur.hierarchical.agent;

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
    /** Members that are told something in one interval. */
    private static final int ANSWERS_MAX = 10;

    private final Local local;
    private final Ranks ranks;
    private final HierarchySettings settings;
    private long answeringNanos = Long.MIN_VALUE / 2;
    private int answered;

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
        boolean same = known != null
                && known.group() == post.group
                && known.term() == term
                && known.nodes().equals(nodes);
        if (!same) {
            int number = known != null && known.group() == post.group && known.term() == term ? known.number() + 1 : 1;
            ranks.place(ranks.place().with(new Descriptor(post.group, post.level, term, number, nodes)));
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

    /** The group of a unit with the fewest live agents, one of them left out; null where none has reported. */
    @Nullable
    Descriptor smallest(Directory directory, Children children, @Nullable Descriptor except) {
        Descriptor smallest = null;
        for (int i = 0; i < directory.size(); i++) {
            Descriptor group = directory.at(i);
            boolean counts = children.knows(group.group()) && (except == null || group.group() != except.group());
            if (counts && (smallest == null || children.live(group) < children.live(smallest))) {
                smallest = group;
            }
        }
        return smallest;
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

    /** What an agent knows of the groups it is below from a level up, and of how far up they are led. */
    long chain(int level, int reach) {
        return Mixing.of(ranks.place().chainDigest(level)) + reach;
    }

    /** Lets go of the directories that this agent has no use for any more. */
    void forget(int level) {
        ranks.place(ranks.place().knowing(entitled(level, local.id())));
    }

    // --- telling ---------------------------------------------------------------------------------------------------

    /** Tells a member what it lacks, unless so many were told in this interval: then it will report again. */
    void answer(Post post, TreeMessage.Report report, long member, int reach, Reply reply) {
        Place place = ranks.place();
        boolean same = report.chain() == chain(post.level, reach) && report.directories() == digest(post.level, member);
        if (same || !mayAnswer()) {
            return;
        }
        if (report.chain() != chain(post.level, reach)) {
            for (int level = post.level; level <= place.top(); level++) {
                Descriptor unit = place.unit(level);
                if (unit != null) {
                    say(reply, new TreeMessage.Above(place.top(), reach, unit));
                }
            }
        }
        if (report.directories() != digest(post.level, member)) {
            for (int level = Math.max(1, post.level); level <= entitled(post.level, member); level++) {
                Directory directory = place.directory(level);
                if (directory != null) {
                    say(reply, new TreeMessage.Index(level, directory.unit(), fingerprints(directory)));
                }
            }
        }
    }

    private boolean mayAnswer() {
        if (local.nowNanos() - answeringNanos >= settings.intervalNanos()) {
            answeringNanos = local.nowNanos();
            answered = 0;
        }
        return answered++ < ANSWERS_MAX;
    }

    private static List<Long> fingerprints(Directory directory) {
        List<Long> fingerprints = new ArrayList<>();
        for (int i = 0; i < Math.min(directory.size(), TreeMessage.INDEX_MAX); i++) {
            fingerprints.add(directory.at(i).fingerprint());
        }
        return fingerprints;
    }

    /** Sends the descriptors asked for. */
    void lookup(TreeMessage.Lookup lookup, Reply reply) {
        Directory directory = ranks.place().directory(lookup.level());
        if (directory == null || directory.unit() != lookup.unit()) {
            return;
        }
        List<Descriptor> wanted = new ArrayList<>();
        for (int i = 0; i < directory.size(); i++) {
            if (lookup.fingerprints().contains(directory.at(i).fingerprint())) {
                wanted.add(directory.at(i));
            }
        }
        for (int from = 0; from < wanted.size(); ) {
            int count = TreeCodec.fitting(wanted, from);
            say(reply, new TreeMessage.Listing(lookup.level(), lookup.unit(), wanted.subList(from, from + count)));
            from += count;
        }
    }

    // --- learning --------------------------------------------------------------------------------------------------

    /** Whether the sender leads a group of this agent's, from which it learns of that level and those above. */
    private boolean leads(long from, int level) {
        for (int at = 0; at <= ranks.highest() && at <= level; at++) {
            Post post = ranks.at(at);
            if (post != null && post.election.leader() == from && from != local.id()) {
                return true;
            }
        }
        Descriptor unit = ranks.place().unit(level);
        boolean speaks = unit != null && unit.numberOf(from) >= 0;
        if ((speaks || local.roster().find(from) != null) && !knowsLeader(level)) {
            return true; // a mate, where nobody is known to lead
        }
        local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.NOT_THE_LEADER));
        return false;
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
            say(reply, new TreeMessage.Lookup(index.level(), index.unit(), missing));
        }
    }

    /** A leader sends descriptors. */
    void listing(TreeMessage.Listing listing, long from) {
        Directory directory = listing.level() == 0 ? null : ranks.place().directory(listing.level());
        if (directory == null || directory.unit() != listing.unit() || !leads(from, listing.level())) {
            return;
        }
        for (Descriptor group : listing.groups()) {
            Descriptor held = directory.find(group.group());
            if (group.level() == listing.level() - 1 && (held == null || group.isAfter(held))) {
                directory = directory.with(ranks.shared(group));
            }
        }
        ranks.place(ranks.place().with(directory));
    }

    private static void say(Reply reply, TreeMessage message) {
        reply.say(new Message.Extension(TreeCodec.write(message)));
    }
}
