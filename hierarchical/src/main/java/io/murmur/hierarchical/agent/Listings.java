package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * How descriptors get about. Whoever is told by its leader what a unit lists asks others who are listed for what it lacks,
 * so that a leader need not send everything to everyone; what they answer is believed as far as it is what the leader
 * lists.
 */
final class Listings {
    /** Answers sent in one interval. */
    private static final int ANSWERS_MAX = 8;
    /** So many others must be known before one of them is asked. */
    private static final int FELLOWS_MIN = 8;
    /** One question of so many goes to the leader all the same. */
    private static final int LEADER_TURN = 4;

    private final Local local;
    private final Ranks ranks;
    private final Quota answers;
    private List<Long> awaited = List.of();

    Listings(Local local, Ranks ranks, HierarchySettings settings) {
        this.local = local;
        this.ranks = ranks;
        this.answers = new Quota(local, settings.intervalNanos(), ANSWERS_MAX);
    }

    /** Asks for what the leader, to whom the reply goes, lists and this agent lacks, where this is what it holds. */
    void seek(TreeMessage.Index index, List<Descriptor> held, List<Long> lacking, Reply leader) {
        awaited = List.copyOf(lacking);
        Message.Extension question =
                new Message.Extension(TreeCodec.write(new TreeMessage.Lookup(index.level(), index.unit(), lacking)));
        Contact fellow = held.size() < FELLOWS_MIN || local.dice().nextInt(LEADER_TURN) == 0
                ? null
                : held.get(local.dice().nextInt(held.size())).node(0);
        if (fellow == null || fellow.id() == local.id()) {
            leader.say(question);
        } else {
            local.send(fellow.address(), question);
        }
    }

    /** Sends the descriptors asked for, as many as one interval allows. */
    void answer(TreeMessage.Lookup lookup, Reply reply) {
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
        for (int from = 0; from < wanted.size() && answers.take(); ) {
            int count = TreeCodec.fitting(wanted, from);
            List<Descriptor> some = wanted.subList(from, from + count);
            reply.say(new Message.Extension(
                    TreeCodec.write(new TreeMessage.Listing(lookup.level(), lookup.unit(), some))));
            from += count;
        }
    }

    /** Whether all these are what the leader listed when it was last heard. */
    boolean awaits(TreeMessage.Listing listing) {
        return listing.groups().stream().allMatch(group -> awaited.contains(group.fingerprint()));
    }

    /** Takes descriptors of groups of a unit. */
    void take(TreeMessage.Listing listing, Directory known) {
        Directory directory = known;
        for (Descriptor group : listing.groups()) {
            Descriptor held = directory.find(group.group());
            if (held == null || group.isAfter(held)) {
                directory = directory.with(ranks.shared(group));
            }
        }
        ranks.place(ranks.place().with(directory));
    }
}
