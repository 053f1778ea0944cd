package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the members of one group last reported to its leader; one report of each. */
final class Children {
    private final Map<Long, Child> children = new LinkedHashMap<>();

    /** One report: at level 0 of an agent, above of a group through its leader. */
    record Child(Summary summary, long reportedNanos) {}

    /** Notes a report of a member, or of the group that it leads. */
    void report(long child, Summary summary, long nowNanos) {
        children.put(child, new Child(summary, nowNanos));
    }

    boolean knows(long child) {
        return children.containsKey(child);
    }

    void forget(long child) {
        children.remove(child);
    }

    /** Takes out those who have not reported since. */
    List<Long> expire(long sinceNanos) {
        List<Long> silent = new ArrayList<>();
        children.forEach((child, report) -> {
            if (report.reportedNanos < sinceNanos) {
                silent.add(child);
            }
        });
        silent.forEach(children::remove);
        return silent;
    }

    /** All of them together, and this agent's own part. */
    Summary sum(Summary own, long except) {
        Summary sum = own;
        for (Map.Entry<Long, Child> each : children.entrySet()) {
            if (each.getKey() != except) {
                sum = sum.plus(each.getValue().summary, own.root());
            }
        }
        return sum;
    }

    /** The live agents below a child. */
    int live(Descriptor group) {
        @Nullable Child child = children.get(group.group());
        return child == null ? 0 : child.summary.live();
    }
}
