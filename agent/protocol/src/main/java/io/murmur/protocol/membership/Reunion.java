package io.murmur.protocol.membership;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for the swarm. At the start the agent asks its seeds until one answers. Afterwards, and as long as it lives, it
 * now and then asks one that counts as dead and, in a flat swarm, the seeds it has no member for: after a partition this
 * is how the two sides meet again, without anybody's help.
 */
public final class Reunion {
    /** Seeds of a flat swarm asked at a time; where there are groups, one: an agent is a member of one of them. */
    private static final int SEEDS_ASKED = 3;

    private final Local local;
    private final MembershipSettings settings;
    private final Extension extension;
    /** Whether all agents are of one group: every seed is a member, or should be. */
    private final boolean flat;

    private List<Address> seeds = List.of();
    private List<Grave> graves = List.of();
    private long turn;
    private int attempts;

    /** A member that is gone, and since when it counts as gone here. */
    private record Grave(long id, long sinceNanos) {}

    Reunion(Local local, MembershipSettings settings, Extension extension) {
        this.local = local;
        this.settings = settings;
        this.extension = extension;
        this.flat = extension.equals(Extension.NONE);
    }

    /** Where to look for the swarm; a host that resolves names may tell again at any time. */
    public void seeds(List<Address> addresses) {
        Address own = local.self().address();
        seeds = addresses.stream()
                .filter(address -> !address.equals(own))
                .distinct()
                .toList();
    }

    void start() {
        local.enter(seeds.isEmpty() || local.peers() > 0 ? Lifecycle.READY : Lifecycle.JOINING);
        if (local.lifecycle() == Lifecycle.JOINING) {
            join(turn);
        } else {
            planHeal();
        }
    }

    /** Asks seeds for the swarm, again and again until one answers. */
    public void join(long firedTurn) {
        if (firedTurn != turn) {
            return;
        }
        if (local.lifecycle() != Lifecycle.JOINING) {
            planHeal(); // it has begun a swarm itself
            return;
        }
        int first = local.dice().nextInt(seeds.size());
        for (int i = 0; i < Math.min(flat ? SEEDS_ASKED : 1, seeds.size()); i++) {
            Address seed = seeds.get((first + i) % seeds.size());
            if (!extension.seeks(seed)) {
                ask(seed);
            }
        }
        long delay = settings.joinRetryNanos() << Math.min(attempts++, 10);
        local.schedule(
                local.dice().jittered(Math.min(delay, settings.healIntervalNanos())), Timer.token(Timer.JOIN, ++turn));
    }

    /** A member became known, or changed. */
    void noted(Member member) {
        if (local.lifecycle() == Lifecycle.JOINING && member.status().live()) {
            local.enter(Lifecycle.READY);
            planHeal();
        }
        if (!graves.isEmpty()) {
            graves.removeIf(grave -> grave.id == member.id());
        }
        if (!member.status().live()) {
            if (graves.isEmpty()) {
                graves = new ArrayList<>(1);
            }
            graves.add(new Grave(member.id(), local.nowNanos()));
        }
    }

    private void planHeal() {
        local.schedule(local.dice().jittered(settings.healIntervalNanos()), Timer.token(Timer.HEAL, ++turn));
    }

    /** Looks for one of the dead and for one missing seed; forgets those that are gone for too long. */
    public void heal(long firedTurn) {
        if (firedTurn != turn || local.lifecycle() != Lifecycle.READY) {
            return;
        }
        forget();
        List<Member> dead = dead();
        if (!dead.isEmpty()) {
            ask(dead.get(local.dice().nextInt(dead.size())).address());
        }
        if (flat && !seeds.isEmpty()) {
            Address seed = seeds.get(local.dice().nextInt(seeds.size()));
            boolean missing = !local.roster()
                    .any(member -> member.status().live() && member.address().equals(seed));
            if (missing) {
                ask(seed);
            }
        }
        planHeal();
    }

    private List<Member> dead() {
        List<Member> dead = new ArrayList<>();
        for (Grave grave : graves) {
            Member gone = local.roster().find(grave.id);
            if (gone != null && gone.status() == Status.DEAD) {
                dead.add(gone);
            }
        }
        return dead;
    }

    private void ask(Address address) {
        local.send(address, new Message.Join(local.self()));
    }

    private void forget() {
        if (graves.isEmpty()) {
            return;
        }
        long before = local.nowNanos() - settings.forgetNanos();
        graves.removeIf(grave -> {
            boolean old = grave.sinceNanos <= before;
            if (old) {
                local.forget(grave.id);
                local.observe(new Event.MemberForgotten(grave.id));
            }
            return old;
        });
    }
}
