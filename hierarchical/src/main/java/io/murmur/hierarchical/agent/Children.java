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
    private final List<Child> children = new ArrayList<>();
    /** Groups that fell silent, and when they were taken out. */
    private final Map<Long, Long> vanished = new LinkedHashMap<>(0);

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
        vanished.remove(id);
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

    void forget(long id) {
        children.removeIf(child -> child.id == id);
        vanished.remove(id);
    }

    void clear() {
        children.clear();
        vanished.clear();
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

    /** A group that was listed is taken out: its agents may live and be about to elect another leader. */
    void vanish(long group, long nowNanos) {
        vanished.put(group, nowNanos);
    }

    /** Forgets who vanished before. */
    void bury(long beforeNanos) {
        vanished.values().removeIf(at -> at < beforeNanos);
    }

    /** How many groups have vanished and may come back. */
    int vanished() {
        return vanished.size();
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
