package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of the units above it, and how it learns it. The leader of a unit keeps its directory by what the
 * leaders of its groups report; who leads a group knows the directory of its unit, its deputies know it too, and so on
 * down: each learns from the leader that it reports to, and only what it lacks.
 */
final class Directories {
    private final Local local;
    private final Ranks ranks;
    private final HierarchySettings settings;
    /** From the first index or question on that it hears. */
    private @Nullable Listings listings;
    /** From the first group on that it leads, or the first member that reports to it. */
    private @Nullable Register register;

    Directories(Local local, Ranks ranks, HierarchySettings settings) {
        this.local = local;
        this.ranks = ranks;
        this.settings = settings;
    }

    // --- who knows what --------------------------------------------------------------------------------------------

    /** The highest level whose directory a member of the group of a level is to know. */
    int entitled(int level, long member) {
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

    /** The same to be told: of each level from one on. */
    List<Message.Extension> above(int from, int reach, boolean whole) {
        Place place = ranks.place();
        List<Message.Extension> above = new ArrayList<>();
        for (int level = from; level <= place.top(); level++) {
            Descriptor unit = place.unit(level);
            if (unit != null) {
                TreeMessage told = new TreeMessage.Above(place.top(), reach, whole, unit);
                above.add(new Message.Extension(TreeCodec.write(told)));
            }
        }
        return above;
    }

    /** Lets go of the directories that this agent has no use for any more. */
    void forget(int level) {
        ranks.place(ranks.place().knowing(entitled(level, local.id())));
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

    /** A leader tells of a group or unit above; false if it may not. If it lost sight of that, it is told what came later. */
    boolean above(TreeMessage.Above above, long from, Reply reply) {
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
        } else if (above.reach() < unit.level() && known.isAfter(unit)) {
            TreeMessage later = new TreeMessage.Above(above.height(), above.reach(), above.whole(), known);
            reply.say(new Message.Extension(TreeCodec.write(later)));
        }
        ranks.place(place.top() > above.height() ? place.upTo(above.height()) : place);
        if (post != null) {
            ranks.count(post); // the leader may be another one
        }
        return true;
    }

    /** Somebody asks for descriptors. */
    void lookup(TreeMessage.Lookup lookup, Reply reply) {
        listings().answer(lookup, reply);
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
            long now = local.nowMillis();
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

    /** What it keeps and tells as a leader. */
    Register register() {
        Register known = register;
        if (known == null) {
            known = new Register(local, ranks, settings, this);
            register = known;
        }
        return known;
    }

    private Listings listings() {
        Listings known = listings;
        if (known == null) {
            known = new Listings(local, ranks, settings);
            listings = known;
        }
        return known;
    }
}
