package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.ElectionSettings;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.protocol.host.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Members of one group on a network, in virtual time. */
public final class Group {
    public static final long ID = 77;
    public static final long SECOND = 1_000_000_000L;

    final long seed;
    final Dice dice;
    final ElectionSettings settings;
    final LeaderChecker checker = new LeaderChecker(this);

    private final Links links;
    private final List<Node> nodes = new ArrayList<>();
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
    private long nowNanos;
    private long happenings;
    private long datagrams;
    private int busiest;

    private record Happening(long atNanos, long order, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return atNanos != other.atNanos ? Long.compare(atNanos, other.atNanos) : Long.compare(order, other.order);
        }
    }

    /** What priority and clock a member has. */
    public interface Traits {
        int priority(long id);

        /** The rate of its clock, 1 for true. */
        double rate(long id);

        /** Whom it was told to let stand first, if anybody. */
        default long first(long id) {
            return Kept.NOBODY;
        }

        /** Equal members with true clocks. */
        static Traits even() {
            return of(id -> 50, id -> 1);
        }

        /** The same, who were told whom to let stand first. */
        static Traits ledBy(java.util.function.LongUnaryOperator first) {
            return new Traits() {
                @Override
                public int priority(long id) {
                    return 50;
                }

                @Override
                public double rate(long id) {
                    return 1;
                }

                @Override
                public long first(long id) {
                    return first.applyAsLong(id);
                }
            };
        }

        static Traits of(java.util.function.LongToIntFunction priority, java.util.function.LongToDoubleFunction rate) {
            return new Traits() {
                @Override
                public int priority(long id) {
                    return priority.applyAsInt(id);
                }

                @Override
                public double rate(long id) {
                    return rate.applyAsDouble(id);
                }
            };
        }
    }

    /** Founds a group of members 1..size; they start together. */
    public Group(long seed, int size, Traits traits) {
        this(seed, size, 0, traits);
    }

    /** The same with some more members that run and are not of the group yet. */
    public Group(long seed, int size, int strangers, Traits traits) {
        this(seed, size, strangers, traits, ElectionSettings.lan());
    }

    /** The same with other settings. */
    public Group(long seed, int size, int strangers, Traits traits, ElectionSettings settings) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.settings = settings;
        this.links = new Links(new Dice(dice.nextLong()));
        for (long id = 1; id <= size + strangers; id++) {
            Kept kept =
                    Kept.fresh(id <= size ? Configuration.founding(ids(size), traits.first(id)) : Configuration.NONE);
            nodes.add(new Node(this, id, traits.priority(id), traits.rate(id), kept));
        }
        nodes.forEach(Node::start);
    }

    /** The members 1..size. */
    public static Ids ids(int size) {
        return Ids.of(LongStream.rangeClosed(1, size).toArray());
    }

    public long nowNanos() {
        return nowNanos;
    }

    public Dice dice() {
        return dice;
    }

    public Links links() {
        return links;
    }

    public LeaderChecker checker() {
        return checker;
    }

    /** How many datagrams were sent so far. */
    public long datagrams() {
        return datagrams;
    }

    /** The most datagrams that any member sent within {@link Traffic#WINDOW_NANOS} so far. */
    public int busiest() {
        return busiest;
    }

    /** Counts {@link #busiest} and {@link Node#passed} anew. */
    public void countAnew() {
        busiest = 0;
        nodes.forEach(node -> node.passed = 0);
    }

    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public Node node(long id) {
        return nodes.get((int) id - 1);
    }

    /** Who may act now, if anybody. */
    public Optional<Node> leader() {
        return nodes.stream().filter(Node::acts).findFirst();
    }

    /** Whether somebody acts and all that are up and of its configuration know it as the leader of their term. */
    public boolean agrees() {
        return leader().filter(this::isKnownToAll).isPresent();
    }

    private boolean isKnownToAll(Node leader) {
        return nodes.stream()
                .filter(node -> node.up() && leader.election().configuration().contains(node.id))
                .allMatch(node -> node.election().leader() == leader.id
                        && node.election().term() == leader.election().term());
    }

    void carry(long from, long to, byte[] bytes) {
        datagrams++;
        busiest = Math.max(busiest, node(from).traffic.count(nowNanos));
        for (int copies = links.copies(from, to); copies > 0; copies--) {
            after(links.latencyNanos(), () -> node(to).receive(from, bytes));
        }
    }

    /** Lets something happen after a time. */
    public void after(long delayNanos, Runnable what) {
        agenda.add(new Happening(nowNanos + delayNanos, happenings++, what));
    }

    public void runFor(long nanos) {
        runUntil(() -> false, nanos);
    }

    /** Runs until something holds, at most for a time; whether it does. */
    public boolean runUntil(BooleanSupplier holds, long nanosMax) {
        long endNanos = nowNanos + nanosMax;
        while (!holds.getAsBoolean()) {
            Happening next = agenda.peek();
            if (next == null || next.atNanos > endNanos) {
                nowNanos = endNanos;
                return holds.getAsBoolean();
            }
            agenda.remove();
            nowNanos = next.atNanos;
            next.what.run();
        }
        return true;
    }
}
