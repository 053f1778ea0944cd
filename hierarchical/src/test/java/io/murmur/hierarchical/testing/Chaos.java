package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.ElectionSettings;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Dice;
import java.util.HashSet;
import java.util.Set;

/**
 * Faults in a row, drawn from the group's seed: partitions, loss, crashes, restarts with and without a disk, relays that
 * die, members that leave, and above all members that come and go, seen by all or by some, while all the rest happens.
 */
public final class Chaos {
    private static final int SIZE_MIN = 3;
    private static final int SIZE_SPAN = 6;
    private static final int STRANGERS_SPAN = 4;
    private static final long PAUSE_NANOS_MIN = 50 * Links.MILLI;
    private static final long PAUSE_NANOS_SPAN = 1_400 * Links.MILLI;

    private final Group group;
    private final Dice dice;

    private Chaos(Group group) {
        this.group = group;
        this.dice = group.dice();
    }

    /**
     * A group of 3..8 members and up to three strangers, whose clocks drift by up to a tenth either way. Every second one
     * uses relays, as only a large one would.
     */
    public static Group group(long seed) {
        Dice traits = new Dice(seed ^ 0x5EEDL);
        int size = SIZE_MIN + traits.nextInt(SIZE_SPAN);
        int salt = traits.nextInt(1_000);
        Group group = new Group(
                seed,
                size,
                traits.nextInt(STRANGERS_SPAN),
                Group.Traits.of(
                        id -> new Dice(salt + id).nextInt(3) * 10,
                        id -> new double[] {0.9, 1.1, 1}[new Dice(salt * 31L + id).nextInt(3)]),
                traits.nextInt(2) == 0 ? ElectionSettings.lan() : relayed(ElectionSettings.lan()));
        if (traits.nextInt(2) == 0) {
            group.nodes().forEach(node -> node.members(Group.ids(group.nodes().size())));
        }
        return group;
    }

    private static ElectionSettings relayed(ElectionSettings direct) {
        return new ElectionSettings(
                direct.heartbeatNanos(),
                direct.leaseNanos(),
                direct.clockDrift(),
                direct.candidacyNanos(),
                direct.stepNanos(),
                direct.spreadNanos(),
                direct.handOverMargin(),
                direct.handOverAfterNanos(),
                1,
                direct.collectNanos());
    }

    /** Runs the group through that many faults. */
    public static void strike(Group group, int faults) {
        Chaos chaos = new Chaos(group);
        for (int i = 0; i < faults; i++) {
            group.runFor(PAUSE_NANOS_MIN + (long) (chaos.dice.nextDouble() * PAUSE_NANOS_SPAN));
            chaos.strike();
        }
    }

    private void strike() {
        switch (dice.nextInt(14)) {
            case 0 -> part();
            case 1 -> cutOneWay();
            case 2 -> group.links().mend();
            case 3 -> disturb();
            case 4 -> someone().crash();
            case 5 -> someone().restart();
            case 6 -> restartAll();
            case 7 -> someone().members(some());
            case 8 -> tellAll(some());
            case 9 -> tellAll(Group.ids(group.nodes().size()));
            case 10 -> changeWhileTheyPart();
            case 11 -> killRelays();
            default -> beatDown();
        }
    }

    private void tellAll(Ids seen) {
        group.nodes().forEach(node -> node.members(seen));
    }

    /** The leader is cut off or dies in the middle of a change that takes it several steps. */
    private void changeWhileTheyPart() {
        tellAll(some());
        group.runFor((long) (dice.nextDouble() * 4 * group.settings.heartbeatNanos()));
        if (dice.nextInt(2) == 0) {
            part();
        } else {
            beatDown();
        }
        tellAll(some());
    }

    private void killRelays() {
        group.nodes().stream().filter(node -> node.passed() > 0).forEach(Node::crash);
        group.countAnew();
    }

    private Node someone() {
        return group.nodes().get(dice.nextInt(group.nodes().size()));
    }

    private void part() {
        Set<Long> side = new HashSet<>();
        Set<Long> other = new HashSet<>();
        group.nodes().forEach(node -> (dice.nextInt(2) == 0 ? side : other).add(node.id));
        group.links().part(side, other);
    }

    private void cutOneWay() {
        for (int i = 0; i < group.nodes().size(); i++) {
            group.links().cut(someone().id, someone().id);
        }
    }

    private void disturb() {
        group.links().loss = dice.nextInt(3) * 0.15;
        group.links().duplicates = dice.nextInt(2) * 0.1;
        group.links().latencyNanosMax = new long[] {2, 2, 150, 900}[dice.nextInt(4)] * Links.MILLI;
    }

    /** Everybody is back; now and then one of them has lost its disk. */
    private void restartAll() {
        group.nodes().stream().filter(node -> !node.up()).forEach(Node::restart);
        if (dice.nextInt(6) == 0) {
            someone().restartWithoutDisk();
        }
    }

    /** Whoever leads crashes, is cut off, or leaves, or is told of other members. */
    private void beatDown() {
        group.leader().ifPresent(leader -> {
            switch (dice.nextInt(4)) {
                case 0 -> leader.crash();
                case 1 -> leader.leave();
                case 2 -> leader.members(some());
                default -> group.nodes().forEach(node -> group.links().cut(leader.id, node.id));
            }
        });
    }

    private Ids some() {
        return Ids.of(group.nodes().stream()
                .mapToLong(node -> node.id)
                .filter(id -> dice.nextInt(4) > 0)
                .toArray());
    }

    /** Whether members lost what they kept, so that those who may vote may be too few. */
    public static boolean lostDisks(Group group) {
        return group.nodes().stream().anyMatch(Node::abstains);
    }

    /** Ends all faults: links are whole, everybody runs and sees everybody. */
    public static void end(Group group) {
        group.links().mend();
        group.links().loss = 0;
        group.links().duplicates = 0;
        group.links().latencyNanosMax = 2 * Links.MILLI;
        group.nodes().forEach(Node::restart);
        group.nodes().forEach(node -> node.members(Group.ids(group.nodes().size())));
    }
}
