package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
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
import io.murmur.protocol.roster.Roster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This agent's posts, one for each level that it is a member of a group at: its own group, and above it as many units as
 * it leads groups of the level below.
 */
final class Ranks implements Post.Book, Supplier<Place> {
    private final Local local;
    private final HierarchySettings settings;
    private final Keeper keeper;
    private final Sharing sharing;
    private List<Post> posts = List.of();
    /** From the first group on that it left or gave up. */
    private @Nullable Past past;

    /** From the first on whom it meets in a unit. */
    private @Nullable Encounters encounters;

    private Place place;
    private final boolean anew;

    /** The members of its group, in the roster that was counted last. */
    private Ids mates = Ids.NONE;

    private @Nullable Roster counted;

    Ranks(Local local, HierarchySettings settings, Keeper keeper, Sharing sharing, Place place) {
        this.local = local;
        this.settings = settings;
        this.keeper = keeper;
        this.sharing = sharing;
        this.place = place;
        this.anew = place.unit(0) != null;
    }

    Place place() {
        return place;
    }

    /** The same, for those who spread what they are given along the tree as it is then. */
    @Override
    public Place get() {
        return place;
    }

    /** Whether the agent was started with a place in a tree, all of which begins anew. */
    boolean isAnew() {
        return anew;
    }

    @SuppressWarnings("ReferenceEquality") // what has not changed is shared already, and need not be looked up again
    void place(Place next) {
        if (next != place) {
            leave(next);
            place = sharing.shared(next);
        }
    }

    /** Remembers the units that this agent is below no more. */
    private void leave(Place next) {
        for (int level = 1; level <= place.top(); level++) {
            Descriptor unit = place.unit(level);
            Descriptor now = next.unit(level);
            if (unit != null && (now == null || now.group() != unit.group())) {
                past().leave(unit);
            }
        }
    }

    /** Those who spoke for the units that this agent was below before, when it heard of them last. */
    List<Contact> formerNodes() {
        return past == null ? List.of() : past.nodes();
    }

    /** The same value, held once. */
    <T> T shared(T value) {
        return sharing.shared(value);
    }

    /** Gave up a group or unit, whose agents may come back. */
    void miss(long group) {
        past().miss(group, local.nowMillis());
    }

    /** Whether one that it gave up may still come back: it has not met it again, and not forgotten it. */
    boolean misses() {
        return past != null
                && past.misses(local.nowMillis() - settings.formation().forgetMillis(), place);
    }

    private Past past() {
        Past known = past;
        if (known == null) {
            known = new Past();
            past = known;
        }
        return known;
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
        boolean adrift = above != null && above.isAdrift(orphanNanos);
        return led != null && (adrift || place.top() == led.level) ? led : null;
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
        Kept kept = before != null && before.group == group ? before.election.kept() : given(group);
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
        past().give(post.group, post.election.kept(), post.election.leader());
    }

    /** What the election of a group that it left must not forget; null if it never was in it, or long ago. */
    private @Nullable Kept given(long group) {
        return past == null ? null : past.given(group);
    }

    /** What a host that keeps all that it is told to keep has kept of the latest groups. */
    Map<Long, Kept> kept() {
        Map<Long, Kept> kept = past == null ? new LinkedHashMap<>() : past.given();
        posts.forEach(post -> kept.put(post.group, post.election.kept()));
        return kept;
    }

    /** Whether nobody is to be elected with this agent's vote. */
    boolean led() {
        return posts.stream().allMatch(post -> post.isLed() || !post.election.votes());
    }

    /** Whether an agent led a group that this agent was a member of before, or had a vote in it. */
    boolean spoke(long group, long agent) {
        return past != null && past.spoke(group, agent);
    }

    /** Tells each election whom this agent sees in its group. */
    void count() {
        posts.forEach(this::count);
    }

    /** Tells one of them. */
    void count(Post post) {
        Ids members = members(post.level);
        if (members.size() > 0) {
            post.election.members(local.nowNanos(), members);
        }
    }

    /** The members of the group at a level as far as this agent sees them, itself included. */
    Ids members(int level) {
        Post post = at(level);
        boolean isNew = post != null && post.leadsSinceLess(settings.formation().vanishedNanos());
        return level == 0 ? mates() : sharing.shared(Members.ofUnit(level, local.id(), place, post, isNew));
    }

    @SuppressWarnings("ReferenceEquality") // a roster never changes
    private Ids mates() {
        Roster roster = local.roster();
        if (roster != counted) {
            mates = sharing.shared(Members.ofGroup(roster));
            counted = roster;
        }
        return mates;
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
        Contact named = level == 0 ? null : place.member(level, id);
        if (named != null) {
            return named.address();
        }
        Member mate = local.roster().find(id);
        if (mate != null) {
            return mate.address();
        }
        return level == 0 || encounters == null ? null : encounters.address(id);
    }

    /** Somebody of a unit above spoke to this agent. */
    void meet(long id, Address address) {
        if (posts.size() > 1 && local.roster().find(id) == null) {
            Encounters known = encounters == null ? new Encounters() : encounters;
            known.meet(id, address);
            encounters = known;
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
