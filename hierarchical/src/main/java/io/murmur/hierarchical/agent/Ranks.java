package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * This agent's posts, one for each level that it is a member of a group at: its own group, and above it as many units as
 * it leads groups of the level below.
 */
final class Ranks implements Post.Book {
    private static final int CONTACTS_MAX = 512;
    private static final int GIVEN_MAX = 32;
    private static final int FAREWELLS = 3;

    private final Local local;
    private final HierarchySettings settings;
    private final Keeper keeper;
    private final Sharing sharing;
    private final List<Post> posts = new ArrayList<>(1);
    /** Members of units above that spoke to this agent; the directories know most of them as well. */
    private Map<Long, Address> met = Collections.emptyMap();

    /** What elections of groups that this agent left must not forget. */
    private Map<Long, Kept> given = Collections.emptyMap();

    private List<Address> sought = List.of();
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

    void place(Place next) {
        place = sharing.shared(next);
    }

    /** The same descriptor, held once. */
    Descriptor shared(Descriptor group) {
        return sharing.shared(group);
    }

    /** The post at a level, or null. */
    @Nullable
    Post at(int level) {
        return level < posts.size() ? posts.get(level) : null;
    }

    /** The highest level with a post, -1 for none. */
    int highest() {
        return posts.size() - 1;
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
        Kept kept = given.get(group);
        Post post = new Post(
                level,
                group,
                replaced,
                kept == null ? keeper.kept(group, sharing.shared(founding)) : kept,
                local,
                this,
                keeper,
                sharing,
                settings.election(),
                settings.priority());
        if (level < posts.size()) {
            remember(posts.set(level, post));
        } else {
            posts.add(post);
        }
    }

    /** Looks for a group to be a member of, as an agent does that has just started; these may know one. */
    void seek(List<Address> contacts) {
        farewell();
        drop(0);
        place = Place.NONE;
        local.regroup(0, Roster.of(List.of(local.self())));
        local.enter(Lifecycle.JOINING);
        sought = List.copyOf(contacts);
        ask();
    }

    /** Whether this agent, not being one that votes, knows who leads its group all the same. */
    boolean hears() {
        Post post = at(0);
        Descriptor group = place.unit(0);
        Contact leader = group == null ? null : group.node(0);
        Member member = leader == null ? null : local.roster().find(leader.id());
        return post != null
                && !post.election.configuration().contains(local.id())
                && member != null
                && member.status().live();
    }

    /** Tells some of its group that it is a member no more; they tell the others. */
    void farewell() {
        Post post = at(0);
        Contact leader = post == null ? null : post.leader();
        if (leader != null) {
            farewell(leader.address());
        }
        for (int i = 0; i < FAREWELLS; i++) {
            Member mate = local.randomPeer();
            if (mate != null) {
                farewell(mate.address());
            }
        }
    }

    private void farewell(Address to) {
        DatagramWriter datagram = local.open(to);
        datagram.update(local.self().with(Status.LEFT), local.id());
        local.send(to, datagram);
    }

    /** Asks those who may know a group again, as long as none has answered. */
    void ask() {
        if (local.group() == 0 && local.lifecycle() == Lifecycle.JOINING && !sought.isEmpty()) {
            Address contact = sought.get(local.dice().nextInt(sought.size()));
            local.send(contact, new Message.Join(local.self()));
        }
    }

    /** Gives up all posts from a level on: whoever leads there hands over. */
    void drop(int level) {
        while (posts.size() > level) {
            Post post = posts.removeLast();
            post.election.leave(local.nowNanos());
            remember(post);
        }
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

    /** Tells each election whom this agent sees in its group. */
    void count() {
        for (Post post : posts) {
            Ids members = members(post.level);
            if (members.size() > 0) {
                post.election.members(local.nowNanos(), sharing.shared(members));
            }
        }
    }

    /** The members of the group at a level as far as this agent sees them, itself included. */
    Ids members(int level) {
        long[] ids = new long[Ids.MAX];
        int count = 0;
        if (level == 0) {
            for (int at = 0; at < local.roster().places() && count < ids.length; at++) {
                Member member = local.roster().at(at);
                if (member != null && member.status().live()) {
                    ids[count++] = member.id();
                }
            }
            return Ids.of(Arrays.copyOf(ids, count));
        }
        Directory directory = place.directory(level);
        Ids members = Ids.of(local.id());
        for (int i = 0; directory != null && i < directory.size() && members.size() < Ids.MAX; i++) {
            Contact leader = directory.at(i).node(0);
            if (leader != null && !members.contains(leader.id())) {
                members = members.with(leader.id());
            }
        }
        return members;
    }

    /** How many live members the group at a level has, as far as this agent sees. */
    int size(int level) {
        Directory directory = place.directory(level);
        return level == 0 ? local.roster().live() : directory == null ? 0 : directory.size();
    }

    @Override
    public @Nullable Address address(int level, long id) {
        if (level == 0) {
            Member member = local.roster().find(id);
            return member == null ? null : member.address();
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
        return node != null ? node.address() : met.get(id);
    }

    /** Somebody of a unit above spoke to this agent. */
    void meet(long id, Address address) {
        if (posts.size() > 1) {
            if (met.isEmpty()) {
                met = new LinkedHashMap<>();
            }
            met.put(id, address);
            if (met.size() > CONTACTS_MAX) {
                met.remove(met.keySet().iterator().next());
            }
        }
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
