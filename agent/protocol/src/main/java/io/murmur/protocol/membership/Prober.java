package io.murmur.protocol.membership;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Event.ProbeOutcome;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * Asks members whether they run: one each interval, in an order that meets everyone once per cycle (SWIM §4.3), first
 * directly, then through relays, then it tells {@link Membership} that the target is silent.
 *
 * <p>The order costs no memory: places of the roster are visited with a stride that has no common divisor with their
 * number, drawn anew for every cycle.
 */
final class Prober {
    private static final int PROBES_MAX = 32;
    /** Probes open at once because others asked, or accused somebody: some stay free for the agent's own. */
    private static final int CAUSED_BY_OTHERS_MAX = 24;
    /** Few members may be hard to find among many places. */
    private static final int DRAWS_PER_RELAY = 4;

    private final Local local;
    private final MembershipSettings settings;
    private final Awareness awareness;
    private final Claims claims;

    private @Nullable Probe open;
    private int sequence;
    private long turn;
    private int place;
    private int stride = 1;
    private int remaining;

    Prober(Local local, MembershipSettings settings, Awareness awareness, Claims claims) {
        this.local = local;
        this.settings = settings;
        this.awareness = awareness;
        this.claims = claims;
    }

    /** Begins at a random moment of the interval. */
    void start() {
        plan((long) (local.dice().nextDouble() * settings.probeIntervalNanos()));
    }

    /** The interval's timer fired. */
    void interval(long firedTurn) {
        if (firedTurn != turn) {
            return;
        }
        Member target = nextTarget();
        if (target != null) {
            begin(target, null, 0);
        }
        plan(local.dice().jittered(awareness.scaled(settings.probeIntervalNanos())));
    }

    private void plan(long delayNanos) {
        local.schedule(delayNanos, Timer.token(Timer.PROBE, ++turn));
    }

    private @Nullable Member nextTarget() {
        Roster roster = local.roster();
        int places = roster.places();
        for (int attempt = 0; attempt < places; attempt++) {
            if (remaining <= 0 || place >= places) {
                shuffle(places);
            }
            Member member = roster.at(place);
            place = (int) (((long) place + stride) % places);
            remaining--;
            if (member != null && member.status().live() && member.id() != local.id()) {
                return member;
            }
        }
        return null;
    }

    private void shuffle(int places) {
        remaining = places;
        place = local.dice().nextInt(places);
        stride = 1 + local.dice().nextInt(places);
        while (greatestCommonDivisor(stride, places) != 1) {
            stride++;
        }
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Probes a member because of what others say, for this agent itself unless there is a requester. */
    void probe(Member target, @Nullable Address requester, int requesterSequence) {
        if (count() < CAUSED_BY_OTHERS_MAX) {
            begin(target, requester, requesterSequence);
        }
    }

    private void begin(Member target, @Nullable Address requester, int requesterSequence) {
        if (count() >= PROBES_MAX) {
            return;
        }
        Probe probe = new Probe(++sequence, target, local.nowNanos(), requester, requesterSequence);
        probe.next = open;
        open = probe;
        ping(probe, target);
        awaitAnswer(probe);
    }

    /** Whether a probe of this agent's own is waiting for the member. */
    boolean probing(long id) {
        for (Probe probe = open; probe != null; probe = probe.next) {
            if (probe.target.id() == id && probe.requester == null) {
                return true;
            }
        }
        return false;
    }

    /** Asks the target of a probe, and says so if it is under suspicion: it shall object. */
    private void ping(Probe probe, @Nullable Member held) {
        Address to = probe.target.address();
        DatagramWriter datagram = local.open(to);
        datagram.write(new Message.Ping(probe.sequence, probe.target.id()));
        if (held != null && held.status() == Status.SUSPECT) {
            datagram.update(held, local.id());
        }
        claims.fill(datagram, datagram.capacity());
        local.send(to, datagram);
    }

    private void awaitAnswer(Probe probe) {
        long timeout = awareness.scaled(settings.probeTimeoutNanos());
        // a relay must have said so before its requester gives up
        long patience = probe.requester == null ? timeout : timeout * 4 / 5;
        local.schedule(patience, Timer.token(Timer.PROBE_TIMEOUT, probe.sequence));
    }

    /** A probe's time is over: its target if nobody answered, neither that nor a relay on its behalf; else null. */
    @Nullable
    Member timeout(long turnOfProbe) {
        Probe probe = find((int) turnOfProbe);
        if (probe == null) {
            return null;
        }
        if (probe.requester != null) {
            remove(probe);
            local.send(probe.requester, new Message.Nack(probe.requesterSequence));
        } else if (!probe.relaying) {
            relay(probe);
            awaitAnswer(probe);
        } else {
            remove(probe);
            fail(probe);
            return probe.target;
        }
        return null;
    }

    private void relay(Probe probe) {
        probe.relaying = true;
        ping(probe, local.roster().find(probe.target.id()));
        long[] asked = new long[relays()];
        for (int i = 0; probe.relays < asked.length && i < DRAWS_PER_RELAY * asked.length; i++) {
            Member relay = local.randomPeer();
            if (relay != null && relay.id() != probe.target.id() && !contains(asked, probe.relays, relay.id())) {
                asked[probe.relays++] = relay.id();
                local.send(
                        relay.address(),
                        new Message.PingRequest(probe.sequence, probe.target.id(), probe.target.address()));
            }
        }
    }

    private static boolean contains(long[] ids, int count, long wanted) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    /**
     * Bad luck must not fill the swarm with suspicions that everybody hears of, so the share of probes that it fails may
     * shrink as the swarm grows: half a relay for every doubling keeps about the same number of them at 10 % loss.
     */
    private int relays() {
        int doublings =
                Integer.SIZE - Integer.numberOfLeadingZeros(local.roster().live());
        return Math.max(settings.indirectProbes(), (doublings + 1) / 2);
    }

    private void fail(Probe probe) {
        local.observe(
                new Event.ProbeEnded(probe.target.id(), ProbeOutcome.FAILED, local.nowNanos() - probe.startNanos));
        // relays that reached this agent prove its own link; without one the fault may be here
        awareness.change(probe.relays > 0 ? probe.relays - probe.nacks : 1);
    }

    /** A target, or a relay on its behalf, answered. */
    void ack(Message.Ack message, long sender) {
        Probe probe = find(message.sequence());
        if (probe == null) {
            return;
        }
        remove(probe);
        if (probe.requester != null) {
            local.send(probe.requester, new Message.Ack(probe.requesterSequence));
            return;
        }
        awareness.change(-1);
        ProbeOutcome outcome = sender == probe.target.id() ? ProbeOutcome.DIRECT : ProbeOutcome.INDIRECT;
        local.observe(new Event.ProbeEnded(probe.target.id(), outcome, local.nowNanos() - probe.startNanos));
    }

    /** A relay reached this agent but not the target. */
    void nack(Message.Nack message) {
        Probe probe = find(message.sequence());
        if (probe != null && probe.nacks < probe.relays) {
            probe.nacks++;
        }
    }

    private @Nullable Probe find(int wanted) {
        Probe probe = open;
        while (probe != null && probe.sequence != wanted) {
            probe = probe.next;
        }
        return probe;
    }

    private void remove(Probe gone) {
        Probe before = null;
        for (Probe probe = open; probe != null; before = probe, probe = probe.next) {
            if (probe == gone) {
                if (before == null) {
                    open = probe.next;
                } else {
                    before.next = probe.next;
                }
                return;
            }
        }
    }

    private int count() {
        int count = 0;
        for (Probe probe = open; probe != null; probe = probe.next) {
            count++;
        }
        return count;
    }
}
