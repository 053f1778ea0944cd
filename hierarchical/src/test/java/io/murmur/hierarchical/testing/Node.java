package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Election;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.ElectionHost;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.ElectionReader;
import io.murmur.hierarchical.wire.ElectionWriter;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Reading;
import io.murmur.protocol.host.Dice;
import java.util.ArrayList;
import java.util.List;

/** A host of one member: its clock, which drifts, its disk, and the election that runs while it is up. */
public final class Node implements ElectionHost {
    public final long id;

    /** What happened here since the node was last asked to forget it. */
    public final List<ElectionEvent> events = new ArrayList<>();

    final Traffic traffic = new Traffic();

    private final Group net;
    private final int priority;
    private final double rate;
    private Ids view = Ids.NONE;
    private Kept kept;
    private Election election;
    int passed;
    private boolean up = true;
    private int life;

    Node(Group net, long id, int priority, double rate, Kept kept) {
        this.net = net;
        this.id = id;
        this.priority = priority;
        this.rate = rate;
        this.kept = kept;
        this.election = begin();
    }

    private Election begin() {
        return new Election(Group.ID, id, priority, net.settings, kept, new Dice(net.dice.nextLong()), this);
    }

    void start() {
        election.start(clockNanos());
        election.members(clockNanos(), view);
    }

    /** This member's own time: it began elsewhere and runs at another rate than true time. */
    public long clockNanos() {
        return id * 1_000_000_007L + (long) (net.nowNanos() * rate);
    }

    public Election election() {
        return election;
    }

    public boolean up() {
        return up;
    }

    public boolean acts() {
        return up && election.acts(clockNanos());
    }

    public long keptTerm() {
        return kept.term();
    }

    /** How many heartbeats it passed on for its leader since the group was last asked to count anew. */
    public int passed() {
        return passed;
    }

    boolean abstains() {
        return kept.abstains();
    }

    public void crash() {
        up = false;
        life++;
    }

    /** Comes back with what its disk holds. */
    public void restart() {
        life++;
        up = true;
        election = begin();
        start();
    }

    /** Comes back after its disk was lost, and knows that it was. */
    public void restartWithoutDisk() {
        kept = Kept.lost(Configuration.NONE);
        restart();
    }

    public void members(Ids seen) {
        view = seen;
        if (up) {
            election.members(clockNanos(), seen);
            net.checker.stepped(this);
        }
    }

    public void leave() {
        election.leave(clockNanos());
    }

    void receive(long from, byte[] bytes) {
        if (up) {
            switch (ElectionReader.read(bytes, 0, bytes.length)) {
                case Reading.Read read -> take(from, read.message());
                case Reading.Rejected rejected -> throw new AssertionError("rejected its own codec: " + rejected);
            }
            net.checker.stepped(this);
        }
    }

    private void take(long from, ElectionMessage message) {
        election.receive(clockNanos(), from, message);
        if (message instanceof ElectionMessage.Heartbeat heartbeat) {
            net.checker.heard(this, heartbeat);
        }
    }

    @Override
    public boolean send(long to, ElectionMessage message) {
        if (message instanceof ElectionMessage.Heartbeat heartbeat && heartbeat.origin() != id) {
            passed++;
        }
        net.checker.sends(this, message, to);
        net.carry(id, to, ElectionWriter.write(message));
        return true;
    }

    @Override
    public void schedule(long delayNanos, long token) {
        int now = life;
        net.after((long) Math.ceil(delayNanos / rate), () -> {
            if (up && life == now) {
                election.fire(clockNanos(), token);
                net.checker.stepped(this);
            }
        });
    }

    @Override
    public void keep(long term, long vote) {
        net.checker.keeps(this, kept, term, vote);
        kept = new Kept(term, vote, kept.configuration(), kept.abstains());
    }

    @Override
    public void keep(Configuration configuration) {
        net.checker.keeps(this, kept.configuration(), configuration);
        kept = new Kept(kept.term(), kept.vote(), configuration, kept.abstains());
    }

    @Override
    public void observe(ElectionEvent event) {
        events.add(event);
        net.checker.observes(this, event);
    }
}
