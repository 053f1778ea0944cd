package io.murmur.sidecar.api;

import io.murmur.hierarchical.agent.TreeView;
import io.murmur.hierarchical.election.ElectionState;
import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.sidecar.api.TreeDocuments.GroupDocument;
import io.murmur.sidecar.api.TreeDocuments.LeaderDocument;
import io.murmur.sidecar.api.TreeDocuments.NodeDocument;
import io.murmur.sidecar.api.TreeDocuments.SummaryDocument;
import io.murmur.sidecar.api.TreeDocuments.TreeDocument;
import io.murmur.sidecar.node.Leadership;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.View;
import io.murmur.sidecar.transport.Addresses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions about the tree of groups. */
final class Trees {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Node node;

    Trees(Node node) {
        this.node = node;
    }

    private static Refused flat() {
        return new Refused(Problem.of(
                404,
                "flat",
                "This swarm has no leaders",
                "its topology is flat; see swarm.topology of the configuration"));
    }

    LeaderDocument leader() throws Refused {
        return leader(leadership());
    }

    Leadership leadership() throws Refused {
        Leadership leadership = node.view().leadership();
        if (leadership == null) {
            throw flat();
        }
        return leadership;
    }

    LeaderDocument leader(Leadership leadership) {
        boolean acts = leadership.acts(node.nowNanos());
        return new LeaderDocument(
                leadership.group() == 0 ? null : Documents.hex(leadership.group()),
                leadership.leader() == 0 ? null : document(leadership.leader(), null),
                leadership.term(),
                leadership.leader() == node.self().id(),
                acts,
                acts ? leadership.actsUntilNanos() / NANOS_PER_MILLI : null);
    }

    TreeDocument tree() throws Refused {
        View view = node.view();
        TreeView tree = view.tree();
        if (tree == null) {
            throw flat();
        }
        List<GroupDocument> groups = new ArrayList<>();
        int height = Math.max(tree.place().chain().size(), tree.seats().size());
        for (int level = 0; level < height; level++) {
            TreeView.Seat seat = level < tree.seats().size() ? tree.seats().get(level) : null;
            Descriptor group = tree.place().unit(level);
            if (seat != null) {
                groups.add(joined(seat, group != null && group.group() == seat.group() ? group : null));
            } else if (group != null) {
                groups.add(above(group));
            }
        }
        return new TreeDocument(document(node.self().id(), null), groups, tree.reach(), tree.cutOff());
    }

    /** A group that the agent is a member of. */
    private GroupDocument joined(TreeView.Seat seat, @Nullable Descriptor group) {
        boolean acts = seat.acts(node.nowNanos());
        boolean leads = seat.state() == ElectionState.LEADER;
        return new GroupDocument(
                seat.level(),
                Documents.hex(seat.group()),
                group == null ? "" : group.zone().label(),
                seat.term(),
                seat.leader() == 0 ? null : document(seat.leader(), group),
                Documents.lower(seat.state()),
                acts,
                acts ? seat.actsUntilNanos() / NANOS_PER_MILLI : null,
                seat.members(),
                documents(seat.deputies(), group),
                nodes(group),
                leads ? summary(seat.summary()) : null);
    }

    /** A group that the agent is below, without being a member. */
    private GroupDocument above(Descriptor group) {
        Contact leader = group.node(0);
        return new GroupDocument(
                group.level(),
                Documents.hex(group.group()),
                group.zone().label(),
                group.term(),
                leader == null ? null : document(leader.id(), group),
                null,
                false,
                null,
                null,
                List.of(),
                nodes(group),
                null);
    }

    private SummaryDocument summary(Summary summary) {
        return new SummaryDocument(
                summary.live(),
                summary.groups(),
                Documents.hex(summary.root()),
                Counts.share(summary),
                Counts.load(summary),
                summary.missing(),
                Counts.ageMillis(summary, node.nowNanos()));
    }

    private List<NodeDocument> nodes(@Nullable Descriptor group) {
        return group == null
                ? List.of()
                : group.nodes().stream()
                        .map(contact -> document(contact.id(), group))
                        .toList();
    }

    private List<NodeDocument> documents(Ids ids, @Nullable Descriptor group) {
        List<NodeDocument> documents = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            documents.add(document(ids.at(i), group));
        }
        return documents;
    }

    /** A mate as the roster knows it, or else a node as its group's descriptor does. */
    private NodeDocument document(long id, @Nullable Descriptor group) {
        Member self = node.self();
        Roster roster = node.view().roster();
        Member member = id == self.id() ? self : roster.find(id);
        if (member != null) {
            return new NodeDocument(
                    Documents.hex(id), member.name(), Addresses.text(member.address()), id == self.id());
        }
        Contact contact = group == null ? null : group.node(group.numberOf(id));
        return new NodeDocument(
                Documents.hex(id), null, contact == null ? null : Addresses.text(contact.address()), false);
    }
}
