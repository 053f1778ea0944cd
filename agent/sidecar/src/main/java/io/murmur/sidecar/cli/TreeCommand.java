package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.TreeDocuments.GroupDocument;
import io.murmur.sidecar.api.TreeDocuments.NodeDocument;
import io.murmur.sidecar.api.TreeDocuments.SummaryDocument;
import io.murmur.sidecar.api.TreeDocuments.TreeDocument;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

@Command(name = "tree", description = "The tree of groups above the agent, with their leaders.")
final class TreeCommand extends Asking {
    @Override
    public Integer call() {
        show(client().get("/v1/tree"), TreeDocument.class, TreeCommand::print);
        return 0;
    }

    private static void print(TreeDocument tree, PrintWriter out) {
        if (tree.groups().isEmpty()) {
            out.println(tree.self().label() + " is a member of no group yet");
            return;
        }
        int depth = 0;
        for (GroupDocument group : tree.groups().reversed()) {
            String indent = "   ".repeat(depth);
            out.println(indent + heading(group));
            List<NodeDocument> nodes = speakers(group, tree.self());
            boolean last = group.level() == 0;
            for (NodeDocument node : nodes) {
                boolean end = last && node.equals(nodes.getLast());
                out.println(indent + (end ? "└─ " : "├─ ") + line(node, group));
            }
            depth++;
        }
        out.println(tree.cutOff() ? "cut off: no word from the leader at the top" : "in touch with the top");
    }

    private static String heading(GroupDocument group) {
        SummaryDocument summary = group.summary();
        return (group.level() == 0 ? "group " : "unit of level " + group.level() + " ") + group.group() + ", term "
                + group.term()
                + (group.zone().isEmpty() ? "" : ", mostly in " + group.zone())
                + (group.members() == null ? "" : ", " + group.members() + " members")
                + (summary == null ? "" : words(summary));
    }

    private static String words(SummaryDocument summary) {
        return String.format(
                Locale.ROOT, ", %d live below, %.0f %% hold the same", summary.live(), 100 * summary.share());
    }

    /** Its leader, then its deputies, then the agent itself if it is one of the others. */
    private static List<NodeDocument> speakers(GroupDocument group, NodeDocument self) {
        List<NodeDocument> speakers = new ArrayList<>();
        NodeDocument leader = group.leader();
        if (leader != null) {
            speakers.add(leader);
        }
        List<NodeDocument> others = new ArrayList<>(group.deputies().isEmpty() ? group.nodes() : group.deputies());
        if (group.role() != null) {
            others.add(self);
        }
        for (NodeDocument other : others) {
            if (speakers.stream().noneMatch(one -> one.id().equals(other.id()))) {
                speakers.add(other);
            }
        }
        return speakers;
    }

    private static String line(NodeDocument node, GroupDocument group) {
        NodeDocument leader = group.leader();
        boolean leads = leader != null && leader.id().equals(node.id());
        boolean deputy = group.deputies().stream().anyMatch(one -> one.id().equals(node.id()));
        String part = leads ? "leader" : deputy ? "deputy" : "member";
        return node.label() + (node.address() == null ? "" : " " + node.address()) + "  " + part
                + (leads && group.acts() ? ", acts" : "")
                + (node.self() ? ", this agent" : "");
    }
}
