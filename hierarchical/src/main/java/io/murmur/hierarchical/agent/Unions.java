package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Mixing;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How trees become one. A swarm may begin as several, a network that was parted leaves several, and a unit that has lost
 * the quorum of its leaders leaves its groups adrift. Who leads a whole tree, or is adrift, hails others now and then: its
 * seeds, and those whom it knows of the unit without a leader. Until it meets one, it stays cut off. Of two trees that
 * meet, the lower becomes a group of the higher; of two of one height the one with the higher id joins the other where
 * both fit into one group (and, if agents had to move for it, one is too small alone), and else the lower id founds a unit
 * above both.
 */
final class Unions {
    private static final int ACQUAINTED_MAX = 64;
    /** Agents that are hailed at a time: many of those who were known once may be gone. */
    private static final int HAILS = 3;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Decrees decrees;
    private final IntSupplier reach;
    private List<Address> acquaintances = List.of();
    private final List<Address> seeds;

    /**
     * Those of one agent; others of the swarm may be where the seeds are.
     *
     * @param reach up to which level this agent hears of leaders
     */
    Unions(
            Local local,
            HierarchySettings settings,
            Ranks ranks,
            Decrees decrees,
            List<Address> seeds,
            IntSupplier reach) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.decrees = decrees;
        this.seeds = seeds;
        this.reach = reach;
    }

    // --- looking for others ----------------------------------------------------------------------------------------

    /** Time has passed: who leads a whole tree hails somebody who may be of another one. */
    void tick() {
        Post top = top();
        if (top == null || !top.acts()) {
            return;
        }
        acquaint(top.level + 1);
        for (int i = 0; i < HAILS; i++) {
            Address to = next(i % 2 == 0);
            if (to != null) {
                local.send(to, new Message.Extension(TreeCodec.write(hail(false))));
            }
        }
    }

    private @Nullable Post top() {
        return ranks.top(settings.formation().orphanNanos());
    }

    /** Remembers whom it knows in a unit that finds no leader any more, and in those that it was below before. */
    private void acquaint(int level) {
        Directory directory = ranks.place().directory(level);
        for (int i = 0; directory != null && i < directory.size(); i++) {
            directory.at(i).nodes().stream().limit(1).forEach(node -> acquaint(node, false));
        }
        Descriptor unit = ranks.place().unit(level);
        if (unit != null) {
            unit.nodes().forEach(node -> acquaint(node, false));
        }
        ranks.formerNodes().forEach(node -> acquaint(node, false));
    }

    /**
     * Somebody known from a unit without a leader or from a former one; or a seed, a mate that is believed dead, or who led a group that fell silent:
     * they may be on another side.
     */
    private @Nullable Address next(boolean acquainted) {
        List<Address> missed = missed();
        if (!acquaintances.isEmpty() && (acquainted || missed.isEmpty())) {
            Address first = acquaintances.removeFirst();
            acquaintances.add(first);
            return first;
        }
        return missed.isEmpty() ? null : missed.get(local.dice().nextInt(missed.size()));
    }

    private List<Address> missed() {
        List<Address> missed = new ArrayList<>(seeds);
        local.roster().forEach(member -> {
            if (!member.status().live()) {
                missed.add(member.address());
            }
        });
        for (Directory directory : ranks.place().directories()) {
            for (Absence absence : directory.absent()) {
                Contact last = absence.last();
                if (last != null) {
                    missed.add(last.address());
                }
            }
        }
        return missed;
    }

    private void acquaint(Contact node, boolean first) {
        if (node.id() != local.id() && !acquaintances.contains(node.address())) {
            if (acquaintances.isEmpty()) {
                acquaintances = new ArrayList<>();
            }
            acquaintances.add(first ? 0 : acquaintances.size(), node.address());
            if (acquaintances.size() > ACQUAINTED_MAX) {
                acquaintances.removeLast();
            }
        }
    }

    /** The tree as far up as this agent leads it, or hears of who does. */
    private List<Descriptor> tree() {
        Post top = top();
        List<Descriptor> chain = ranks.place().chain();
        int height = top == null ? Math.min(reach.getAsInt(), chain.size() - 1) : top.level;
        return chain.subList(0, height + 1);
    }

    private TreeMessage.Hail hail(boolean answer) {
        List<Descriptor> tree = tree().stream().map(Descriptor::brief).toList();
        return new TreeMessage.Hail(answer, size(tree.size() - 1), tree);
    }

    /** What this agent leads is a tree of its own from now on, if it is not yet: the unit above is given up. */
    private void abandon(int level) {
        Descriptor unit = ranks.place().unit(level);
        if (unit != null) {
            local.observe(new TreeEvent.Abandoned(level, unit.group()));
            ranks.miss(unit.group());
            ranks.drop(level);
            ranks.place(ranks.place().upTo(level - 1));
        }
    }

    // --- meeting them ----------------------------------------------------------------------------------------------

    /** Somebody shows the tree that it is part of: one that is named in it, or that this agent hails. */
    void receive(TreeMessage.Hail hail, long from, Reply reply) {
        if (!names(hail.chain(), from) && !(hail.answer() && hails(reply.to()))) {
            local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.STRANGER));
            return;
        }
        Post adrift = top();
        if (adrift != null) {
            learn(adrift.level + 1, hail.chain());
        }
        List<Descriptor> tree = tree();
        Descriptor mine = tree.isEmpty() ? null : tree.getLast();
        if (mine == null || hail.chain().stream().anyMatch(unit -> lists(own(adrift), unit))) {
            return; // one tree, or nothing to show
        }
        Post top = top();
        if (top != null && top.acts()) {
            meet(top, mine, hail);
        }
        if (!hail.answer() && !tree().isEmpty()) {
            reply.say(new Message.Extension(TreeCodec.write(hail(true))));
        }
    }

    /** Somebody hears of the unit that this agent has lost sight of, and who speaks for it now. */
    private void learn(int level, List<Descriptor> chain) {
        Descriptor known = ranks.place().unit(level);
        Descriptor heard = level < chain.size() ? chain.get(level) : null;
        if (known != null && heard != null && heard.group() == known.group() && heard.isAfter(known)) {
            ranks.place(ranks.place().with(ranks.shared(heard)));
        }
    }

    /** What this agent is part of: who is adrift cannot tell what is above the unit that it lost sight of. */
    private List<Descriptor> own(@Nullable Post adrift) {
        List<Descriptor> chain = ranks.place().chain();
        return adrift == null ? chain : chain.subList(0, Math.min(chain.size(), adrift.level + 2));
    }

    private static boolean lists(List<Descriptor> chain, Descriptor unit) {
        return chain.stream().anyMatch(each -> each.group() == unit.group());
    }

    private static boolean names(List<Descriptor> chain, long agent) {
        return chain.stream().anyMatch(unit -> unit.numberOf(agent) >= 0);
    }

    private boolean hails(Address address) {
        return acquaintances.contains(address) || missed().contains(address);
    }

    private void meet(Post top, Descriptor mine, TreeMessage.Hail hail) {
        Descriptor theirs = hail.top();
        boolean first = Long.compareUnsigned(mine.group(), theirs.group()) < 0;
        boolean equal = theirs.level() == top.level && despairs(top);
        boolean fits = belong(top.level, size(top.level), hail.size());
        if (theirs.level() > top.level) {
            abandon(top.level + 1);
            joinAbove(top, hail.chain());
        } else if (equal && fits && !first && !theirs.nodes().isEmpty()) {
            abandon(top.level + 1);
            decrees.merge(top, theirs);
        } else if (equal && !fits && first) {
            abandon(top.level + 1);
            ranks.foundAbove(new Descriptor(
                    Mixing.of(mine.group() ^ Mixing.of(theirs.group())) | 1,
                    top.level + 1,
                    0,
                    1,
                    List.of(ranks.self())));
        } else if (hail.answer() && !theirs.nodes().isEmpty()) {
            acquaint(theirs.nodes().getFirst(), true); // it is for their leader to act
        }
    }

    /** Whether two groups are to be one: both fit, and if their members had to leave for it, one of them is too small alone. */
    private boolean belong(int level, int size, int other) {
        FormationSettings formation = settings.formation();
        boolean small = level > 0 || Math.min(size, other) < formation.groupMin();
        return small && other <= formation.groupMax() - size;
    }

    /** How many members the group at a level has, or had a moment ago: who leads it anew has yet to hear of some. */
    private int size(int level) {
        Post post = ranks.at(level);
        int voters = post == null ? 0 : post.election.configuration().members().size();
        return Math.max(ranks.size(level), voters);
    }

    /** Whether no higher tree is to be expected: there was none, or it is lost for long. */
    private boolean despairs(Post top) {
        Post above = ranks.at(top.level + 1);
        return above == null || above.leaderlessNanos() > settings.formation().orphanNanos();
    }

    /** The tree that this agent leads is a group of that one's unit of the level above from now on. */
    private void joinAbove(Post top, List<Descriptor> chain) {
        Place place = ranks.place();
        for (Descriptor unit : chain) {
            place = unit.level() > top.level ? place.with(unit) : place;
        }
        ranks.place(place);
        Descriptor above = chain.get(top.level + 1);
        local.observe(new TreeEvent.Regrouped(above.level(), 0, above.group()));
    }
}
