package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What the members of one group last reported to its leader; one report of each. */
final class Children {
    private static final int MERGED_MAX = 32;

    private final List<Child> children = new ArrayList<>();
    /** Groups that were to join others, and when they were told so: they fall silent since they are no more. */
    private final Map<Long, Long> merged = new LinkedHashMap<>(0);

    /** One report: at level 0 of an agent, above of a group through its leader. */
    private static final class Child {
        final long id;
        /** Null where there is none yet, but one is waited for. */
        @Nullable
        Summary summary;
        /** When it came, or since when it is waited for. */
        long reportedNanos;

        Child(long id, long sinceNanos) {
            this.id = id;
            this.reportedNanos = sinceNanos;
        }
    }

    private @Nullable Child find(long id) {
        for (Child child : children) {
            if (child.id == id) {
                return child;
            }
        }
        return null;
    }

    private Child findOrAdd(long id, long nowNanos) {
        Child child = find(id);
        if (child == null) {
            child = new Child(id, nowNanos);
            children.add(child);
        }
        return child;
    }

    /** Notes a report of a member, or of the group that it leads, as this agent takes it. */
    void report(long id, Summary summary, long nowNanos) {
        Child child = findOrAdd(id, nowNanos);
        child.summary = summary;
        child.reportedNanos = nowNanos;
    }

    /** From now on a report is waited for of each group that is listed. */
    void expect(Directory directory, long nowNanos) {
        for (int i = 0; i < directory.size(); i++) {
            findOrAdd(directory.at(i).group(), nowNanos);
        }
    }

    boolean knows(long id) {
        Child known = find(id);
        return known != null && known.summary != null;
    }

    /** Whether it has reported since then. */
    boolean heard(long id, long sinceNanos) {
        Child known = find(id);
        return known != null && known.summary != null && known.reportedNanos >= sinceNanos;
    }

    void forget(long id) {
        children.removeIf(child -> child.id == id);
    }

    void clear() {
        children.clear();
        merged.clear();
    }

    /** Forgets all others. */
    void retain(LongPredicate members) {
        children.removeIf(child -> !members.test(child.id));
    }

    /** Takes out those who have not reported since. */
    List<Long> expire(long sinceNanos) {
        List<Long> silent = children.stream()
                .filter(child -> child.reportedNanos < sinceNanos)
                .map(child -> child.id)
                .toList();
        children.removeIf(child -> child.reportedNanos < sinceNanos);
        return silent;
    }

    /** A group is to join another one. */
    void merge(long group, long nowNanos) {
        forget(group);
        merged.put(group, nowNanos);
        if (merged.size() > MERGED_MAX) {
            merged.remove(merged.keySet().iterator().next());
        }
    }

    /** Whether a group was to join another one since then. */
    boolean merged(long group, long sinceNanos) {
        @Nullable Long at = merged.get(group);
        return at != null && at >= sinceNanos;
    }

    /** Some of them together, and this agent's own part. */
    Summary sum(Summary own, LongPredicate members) {
        Summary sum = own;
        for (Child child : children) {
            if (child.summary != null && members.test(child.id)) {
                sum = sum.plus(child.summary, own.root());
            }
        }
        return sum;
    }

    /** How many members a group has: live agents, or the groups of a unit with those that have yet to report to it. */
    int size(Descriptor group) {
        Child child = find(group.group());
        if (child == null || child.summary == null) {
            return 0;
        }
        Summary summary = child.summary;
        return group.level() == 0 ? summary.live() : summary.groups() + summary.missing();
    }
}
