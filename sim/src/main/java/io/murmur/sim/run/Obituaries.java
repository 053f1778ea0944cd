package io.murmur.sim.run;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.roster.Status;
import io.murmur.sim.check.Violation;
import io.murmur.sim.engine.EventSink;
import io.murmur.sim.engine.Population;
import io.murmur.sim.engine.Swarm;
import java.util.ArrayList;
import java.util.List;

/** Notes who was believed dead without ever having stopped. */
final class Obituaries implements EventSink.Factory {
    private static final int KEPT = 3;

    private final List<Page> pages = new ArrayList<>();
    private final boolean[] stopped;
    private final long intervalNanos;

    Obituaries(int places, long intervalNanos) {
        this.stopped = new boolean[places];
        this.intervalNanos = intervalNanos;
    }

    /** An agent stops: from now on it may be believed dead. To be called between rounds. */
    void expect(int index) {
        stopped[index] = true;
    }

    /** Those of one partition's agents. */
    private final class Page implements EventSink {
        private final List<Violation> wrong = new ArrayList<>();
        private long count;

        @Override
        public void observe(int agent, long nowNanos, Event event) {
            if (event instanceof Event.MemberChanged changed && changed.member().status() == Status.DEAD) {
                int index = Population.indexOf(changed.member().address());
                boolean lives = index >= 0 && index < stopped.length && !stopped[index];
                if (lives && count++ < KEPT) {
                    long round = (nowNanos - Swarm.EPOCH_NANOS) / intervalNanos;
                    String what = "agent " + agent + " declares live agent " + index + " dead";
                    wrong.add(new Violation(Verdicts.NO_LIVE_DECLARED_DEAD, round, what));
                }
            }
        }
    }

    @Override
    public EventSink open(int first, int count) {
        Page page = new Page();
        pages.add(page);
        return page;
    }

    /** The first few wrong ones, and how many there are. */
    List<Violation> violations() {
        List<Violation> all = new ArrayList<>(
                pages.stream().flatMap(page -> page.wrong.stream()).limit(KEPT).toList());
        long count = pages.stream().mapToLong(page -> page.count).sum();
        if (count > KEPT) {
            all.add(new Violation(
                    Verdicts.NO_LIVE_DECLARED_DEAD, all.getLast().round(), "and " + (count - KEPT) + " more"));
        }
        return all;
    }
}
