package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This agent's posts, one for each level that it is a member of a group at: its own group, and above it as many units as
 * it leads groups of the level below.
 */
final class Ranks implements Post.Book, Supplier<Place> {
    private static final int CONTACTS_MAX = 512;
    private static final int GIVEN_MAX = 32;
    private static final int UNHEARD_DIVISOR = 3;
    private static final int MISSED_MAX = 16;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Local local;
    private final HierarchySettings settings;
    private final Keeper keeper;
    private final Sharing sharing;
    private List<Post> posts = List.of();
    /** Members of units above that spoke to this agent and are no mates; the directories know most of them as well. */
    private Map<Long, Address> met = Collections.emptyMap();

    /** What elections of groups that this agent left must not forget. */
    private Map<Long, Kept> given = Collections.emptyMap();

    /** Groups and units that this agent gave up: their agents may be somewhere. */
    private List<Absence> missed = List.of();

    private Place place;

    Ranks(Local local, HierarchySettings settings, Keeper keeper, Sharing sharing, Place place) {
        this.local = local;
        this.settings = settings;
        this.keeper = keeper;
        this.sharing = sharing;
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** The same, for those who spread what they are given along the tree as it is then. */
    @Override
    public Place get() {
        return place;
    }

    void place(Place next) {
        place = sharing.shared(next);
    }

    /** The same value, held once. */
    <T> T shared(T value) {
        return sharing.shared(value);
    }

    /** Gave up a group or unit, whose agents may come back. */
    void miss(long group) {
        List<Absence> next = new ArrayList<>(missed);
        next.removeIf(absence -> absence.group() == group);
        next.add(new Absence(group, nowMillis()));
        missed = List.copyOf(next.subList(Math.max(0, next.size() - MISSED_MAX), next.size()));
    }

    /** Whether one that it gave up may still come back: it has not met it again, and not forgotten it. */
    boolean misses() {
        if (!missed.isEmpty()) {
            long sinceMillis = nowMillis() - settings.formation().forgetNanos() / NANOS_PER_MILLI;
            missed = missed.stream()
                    .filter(absence -> absence.sinceMillis() >= sinceMillis && !place.names(absence.group()))
                    .toList();
        }
        return !missed.isEmpty();
    }

    private long nowMillis() {
        return local.nowNanos() / NANOS_PER_MILLI;
    }

    /** The post at a level, or null. */
    @Nullable
    Post at(int level) {
        return level >= 0 && level < posts.size() ? posts.get(level) : null;
    }

    /** The highest level with a post, -1 for none. */
    int highest() {
        return posts.size() - 1;
    }

    /** The groups that this agent may act as leader of at a moment. */
    List<Long> led(long nowNanos) {
        return posts.stream()
                .filter(post -> post.election.acts(nowNanos))
                .map(post -> post.group)
                .toList();
    }

    /**
     * The post from which this agent leads a whole tree, or what may become one: a part that has been without a leader above
     * for so long. Null for none.
     */
    @Nullable
    Post top(long orphanNanos) {
        Post led = null;
        for (int level = 0; level < posts.size() && posts.get(level).leads(); level++) {
            led = posts.get(level);
        }
        Post above = led == null ? null : at(led.level + 1);
        boolean adrift = above != null && above.leaderlessNanos() > patienceNanos(above, orphanNanos);
        return led != null && (adrift || place.top() == led.level) ? led : null;
    }

    /** Who has no vote has nobody to wait for: the unit may be no more, or not know of it. */
    private static long patienceNanos(Post post, long orphanNanos) {
        return post.election.votes() ? orphanNanos : orphanNanos / UNHEARD_DIVISOR;
    }

    /** The post in a group, or null. */
    @Nullable
    Post of(long group) {
        for (Post post : posts) {
            if (post.group == group) {
                return post;
            }
        }
        return null;
    }

    /** Takes a post, instead of the one it had at that level; those above stay as long as this one may be led. */
    void take(int level, long group, long replaced, Configuration founding) {
        Post before = at(level);
        Kept kept = before != null && before.group == group ? before.election.kept() : given.get(group);
        Post post = new Post(
                level,
                group,
                replaced,
                kept == null ? keeper.kept(group, sharing.shared(founding)) : kept,
                local,
                this,
                settings.election(),
                settings.priority());
        List<Post> next = new ArrayList<>(posts);
        if (level < next.size()) {
            remember(next.set(level, post));
        } else {
            next.add(post);
        }
        posts = List.copyOf(next);
        if (level == 0) {
            keeper.group(group);
        }
        count(post); // else it would listen to nobody of the group before the next time
    }

    /** Is a member of a group from now on, the first or one more. */
    void found(int level, long group, Configuration configuration) {
        Post before = at(level);
        place(place.upTo(level).with(new Descriptor(group, level, 0, 0, List.of())));
        take(level, group, 0, configuration);
        local.observe(new TreeEvent.Regrouped(level, before == null ? 0 : before.group, group));
    }

    /** Founds a unit above all that it leads. */
    void foundAbove(Descriptor unit) {
        place(place.upTo(unit.level() - 1).with(unit).with(Directory.empty(unit.group(), unit.level())));
        take(unit.level(), unit.group(), 0, Configuration.founding(Ids.of(local.id())));
    }

    /** Gives up all posts from a level on: whoever leads there hands over. */
    void drop(int level) {
        while (posts.size() > level) {
            Post post = removeHighest();
            post.election.leave(local.nowNanos());
            remember(post);
        }
    }

    /**
     * Retires from all posts from a level on. Others decide with this agent's word until they have agreed to do so without
     * it: where they are two, nobody could.
     */
    void retire(int level, long patienceNanos) {
        for (int at = level; at < posts.size(); at++) {
            posts.get(at).retire();
        }
        while (posts.size() > level && isDone(posts.getLast(), patienceNanos)) {
            remember(removeHighest());
        }
    }

    private Post removeHighest() {
        Post post = posts.getLast();
        posts = List.copyOf(posts.subList(0, posts.size() - 1));
        return post;
    }

    private boolean isDone(Post post, long patienceNanos) {
        return !post.election.configuration().contains(local.id()) || post.leaderlessNanos() > patienceNanos;
    }

    /** Gives up all posts; the group itself is left to those who stay, if anybody does. */
    void forsake() {
        drop(1);
        posts.forEach(this::remember);
        posts = List.of();
        keeper.group(0);
    }

    /** An agent may come back to a group, and must not vote there twice. */
    private void remember(Post post) {
        if (given.isEmpty()) {
            given = new LinkedHashMap<>();
        }
        given.remove(post.group);
        given.put(post.group, post.election.kept());
        if (given.size() > GIVEN_MAX) {
            given.remove(given.keySet().iterator().next());
        }
    }

    /** What a host that keeps all that it is told to keep has kept of the latest groups. */
    Map<Long, Kept> kept() {
        Map<Long, Kept> kept = new LinkedHashMap<>(given);
        posts.forEach(post -> kept.put(post.group, post.election.kept()));
        return kept;
    }

    /** Whether nobody is to be elected with this agent's vote. */
    boolean led() {
        return posts.stream().allMatch(post -> post.isLed() || !post.election.votes());
    }

    /** Whether an agent had a vote in a group that this agent was a member of before. */
    boolean voted(long group, long agent) {
        Kept kept = given.get(group);
        return kept != null && kept.configuration().contains(agent);
    }

    /** Tells each election whom this agent sees in its group. */
    void count() {
        posts.forEach(this::count);
    }

    /** Tells one of them. */
    void count(Post post) {
        Ids members = members(post.level);
        if (members.size() > 0) {
            post.election.members(local.nowNanos(), sharing.shared(members));
        }
    }

    /** The members of the group at a level as far as this agent sees them, itself included. */
    Ids members(int level) {
        return level == 0 ? mates() : leaders(level);
    }

    private Ids mates() {
        long[] ids = new long[Ids.MAX];
        int count = 0;
        for (int at = 0; at < local.roster().places() && count < ids.length; at++) {
            Member member = local.roster().at(at);
            if (member != null && member.status().live()) {
                ids[count++] = member.id();
            }
        }
        return Ids.of(Arrays.copyOf(ids, count));
    }

    /**
     * Who lead the groups of a unit; who has just joined it may not know more than those that speak for it, and who has just
     * won may not have heard yet of those that count.
     */
    private Ids leaders(int level) {
        Set<Long> ids = new LinkedHashSet<>();
        ids.add(local.id());
        Directory directory = place.directory(level);
        for (int i = 0; directory != null && i < directory.size(); i++) {
            Contact leader = directory.at(i).node(0);
            if (leader != null) {
                ids.add(leader.id());
            }
        }
        Post post = at(level);
        Descriptor unit = post == null || post.leads() ? null : place.unit(level);
        if (unit != null) {
            unit.nodes().forEach(node -> ids.add(node.id()));
        }
        if (post != null && post.leadsSinceLess(settings.formation().vanishedNanos())) {
            Ids voters = post.election.configuration().members();
            Arrays.stream(voters.toArray()).forEach(ids::add);
        }
        return Ids.of(ids.stream().mapToLong(Long::longValue).limit(Ids.MAX).toArray());
    }

    /** How many live members the group at a level has, as far as this agent sees. */
    int size(int level) {
        Directory directory = place.directory(level);
        return level == 0 ? local.roster().live() : directory == null ? 0 : directory.size();
    }

    @Override
    public Keeper keeper() {
        return keeper;
    }

    @Override
    public Sharing sharing() {
        return sharing;
    }

    @Override
    public @Nullable Address address(int level, long id) {
        Member mate = local.roster().find(id);
        if (level == 0) {
            return mate == null ? null : mate.address();
        }
        Directory directory = place.directory(level);
        for (int i = 0; directory != null && i < directory.size(); i++) {
            Contact leader = directory.at(i).node(0);
            if (leader != null && leader.id() == id) {
                return leader.address();
            }
        }
        Descriptor unit = place.unit(level);
        Contact node = unit == null ? null : unit.node(unit.numberOf(id));
        if (node != null) {
            return node.address();
        }
        return mate != null ? mate.address() : met.get(id);
    }

    /** Somebody of a unit above spoke to this agent. */
    void meet(long id, Address address) {
        if (posts.size() > 1 && local.roster().find(id) == null) {
            if (met.isEmpty()) {
                met = new LinkedHashMap<>();
            }
            met.put(id, address);
            if (met.size() > CONTACTS_MAX) {
                met.remove(met.keySet().iterator().next());
            }
        }
    }

    /** Somebody of a unit says where others of it are. */
    void learn(TreeMessage.Roll roll) {
        roll.members().forEach(member -> meet(member.id(), member.address()));
    }

    /** This agent as others reach it. */
    Contact self() {
        return new Contact(local.id(), local.self().address());
    }

    /** An election message came; whether it was for a post of this agent's. */
    boolean receive(long from, ElectionMessage message) {
        Post post = of(message.group());
        if (post != null) {
            post.election.receive(local.nowNanos(), from, message);
        }
        return post != null;
    }
}
