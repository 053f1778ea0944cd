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
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Map<Long, Child> children = new LinkedHashMap<>();
    /** Groups that fell silent, and when they were taken out. */
    private final Map<Long, Long> vanished = new LinkedHashMap<>(0);

    /**
     * One report: at level 0 of an agent, above of a group through its leader.
     *
     * @param summary null where there is none yet, but one is waited for
     * @param reportedNanos when it came, or since when it is waited for
     */
    record Child(@Nullable Summary summary, long reportedNanos) {}

    /** Notes a report of a member, or of the group that it leads. */
    void report(long child, Summary summary, long nowNanos) {
        vanished.remove(child);
        children.put(child, new Child(summary.by(nowNanos / NANOS_PER_MILLI), nowNanos));
    }

    /** From now on a report is waited for of each group that is listed. */
    void expect(Directory directory, long nowNanos) {
        for (int i = 0; i < directory.size(); i++) {
            children.putIfAbsent(directory.at(i).group(), new Child(null, nowNanos));
        }
    }

    boolean knows(long child) {
        Child known = children.get(child);
        return known != null && known.summary != null;
    }

    void forget(long child) {
        children.remove(child);
        vanished.remove(child);
    }

    void clear() {
        children.clear();
        vanished.clear();
    }

    /** Forgets all others. */
    void retain(LongPredicate members) {
        children.keySet().removeIf(child -> !members.test(child));
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
        for (Map.Entry<Long, Child> each : children.entrySet()) {
            Summary summary = each.getValue().summary;
            if (summary != null && members.test(each.getKey())) {
                sum = sum.plus(summary, own.root());
            }
        }
        return sum;
    }

    /** The live agents below a child. */
    int live(Descriptor group) {
        @Nullable Child child = children.get(group.group());
        return child == null || child.summary == null ? 0 : child.summary.live();
    }
}
