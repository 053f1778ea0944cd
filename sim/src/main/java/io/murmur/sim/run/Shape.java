package io.murmur.sim.run;

import io.murmur.hierarchical.agent.Hierarchy;
import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.hierarchical.agent.TreeView;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.roster.Member;
import io.murmur.sim.engine.Population;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.network.Regions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shape the groups of a swarm have. */
final class Shape {
    private final Swarm swarm;

    Shape(Swarm swarm) {
        this.swarm = swarm;
    }

    /** Whether all live agents are of groups within their bounds, each with one leader that acts. */
    boolean areGroups() {
        HierarchySettings settings = swarm.plan().hierarchy();
        Map<Long, Integer> sizes = new HashMap<>();
        Set<Long> led = new HashSet<>();
        for (int index = 0; index < swarm.places(); index++) {
            Hierarchy hierarchy = Ledger.live(swarm, index) ? hierarchy(index) : null;
            Descriptor group = hierarchy == null ? null : hierarchy.place().unit(0);
            if (hierarchy != null && group == null) {
                return false;
            }
            if (hierarchy != null && group != null) {
                sizes.merge(group.group(), 1, Integer::sum);
                led.addAll(hierarchy.led(swarm.nowNanos()));
            }
        }
        return settings != null && fit(sizes, settings) && led.containsAll(sizes.keySet());
    }

    /** Whether all live agents are of one tree, in groups within their bounds, each with one leader, and all hear of the top. */
    boolean isOneTree() {
        HierarchySettings settings = swarm.plan().hierarchy();
        Map<Long, Integer> sizes = new HashMap<>();
        Set<Long> led = new HashSet<>();
        Set<Long> tops = new HashSet<>();
        for (int index = 0; index < swarm.places(); index++) {
            if (Ledger.live(swarm, index)) {
                TreeView view = view(index);
                if (view == null || view.seats().isEmpty() || view.cutOff()) {
                    return false;
                }
                sizes.merge(view.group(0).group(), 1, Integer::sum);
                tops.add(view.group(view.place().top()).group());
                view.seats().stream()
                        .filter(seat -> seat.acts(swarm.nowNanos()))
                        .forEach(seat -> led.add(seat.group()));
            }
        }
        return settings != null
                && tops.size() == 1
                && led.containsAll(tops)
                && fit(sizes, settings)
                && led.containsAll(sizes.keySet());
    }

    /** The share of the members of an agent's group, without itself, that are of its region; on average. */
    double nearbyMates() {
        Regions regions = swarm.plan().weather().regions();
        long near = 0;
        long all = 0;
        for (int index = 0; index < swarm.places(); index++) {
            Agent agent = Ledger.live(swarm, index) ? swarm.agent(index) : null;
            if (agent != null) {
                int self = index;
                List<Member> mates = mates(agent);
                all += mates.size();
                near += mates.stream()
                        .filter(mate -> regions.near(self, Population.indexOf(mate.address())))
                        .count();
            }
        }
        return all == 0 ? 1 : (double) near / all;
    }

    private static List<Member> mates(Agent agent) {
        List<Member> mates = new ArrayList<>();
        agent.roster().forEach(member -> {
            if (member.status().live() && member.id() != agent.id()) {
                mates.add(member);
            }
        });
        return mates;
    }

    private static boolean fit(Map<Long, Integer> sizes, HierarchySettings settings) {
        int max = settings.formation().groupMax();
        int min = sizes.size() == 1 ? 1 : settings.formation().groupMin();
        return sizes.values().stream().allMatch(size -> size >= min && size <= max);
    }

    private @Nullable TreeView view(int index) {
        Hierarchy hierarchy = hierarchy(index);
        return hierarchy == null ? null : hierarchy.view();
    }

    private @Nullable Hierarchy hierarchy(int index) {
        Agent agent = swarm.agent(index);
        return agent != null && agent.extension() instanceof Hierarchy hierarchy ? hierarchy : null;
    }
}
