package io.murmur.sim.engine;

import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.sim.network.Weather;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Time as networks have it: every datagram takes its latency, every timer its delay. A step is at most as long as the
 * least latency, so that what is sent in a step arrives in a later one, and partitions need to meet only once a step.
 */
final class Continuous implements Timing {
    /** Steps that the slowest datagram may take; where latencies spread wider, the fastest are as slow as a step. */
    private static final int STEPS_MAX = 2_048;

    private final long startNanos;
    private final long intervalNanos;
    private final long stepNanos;
    private final int slots;
    private Weather weather;
    private Partition[] partitions = new Partition[0];
    private @Nullable Crew crew;
    private long step;

    Continuous(long startNanos, long intervalNanos, Weather weather) {
        this.startNanos = startNanos;
        this.intervalNanos = intervalNanos;
        this.weather = weather;
        long most = 2 * weather.mostNanos();
        long wanted = Math.clamp(weather.leastNanos(), most / STEPS_MAX + 1, intervalNanos);
        // a whole number of steps to an interval, so that intervals end where steps do
        stepNanos = intervalNanos / ((intervalNanos + wanted - 1) / wanted);
        slots = (int) (most / stepNanos) + 3;
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public void begin(Partition[] all, Crew threads) {
        partitions = all;
        crew = threads;
    }

    @Override
    public void weather(Weather next) {
        weather = next;
    }

    @Override
    public long nowNanos() {
        return startNanos + step * stepNanos;
    }

    @Override
    public long rounds() {
        return (nowNanos() - startNanos) / intervalNanos;
    }

    @Override
    public void advance() {
        long until = startNanos + (rounds() + 1) * intervalNanos;
        while (nowNanos() < until) {
            Objects.requireNonNull(crew).each(this::work);
            step++;
        }
    }

    private void work(Partition partition) {
        Inbox inbox = partition.worker().inbox;
        Agenda agenda = partition.worker().agenda;
        boolean mail = partition.gather(partitions, (int) (step % slots));
        Timers.Slot due = partition.timers().drain(step);
        if (due == null && !mail) {
            return;
        }
        if (due == null) {
            agenda.clear(partition.count());
        } else {
            agenda.sort(due, partition.count());
            partition.timers().recycle(due);
        }
        if (!mail) {
            inbox.clear(partition.count());
        }
        for (int place = 0; place < partition.count(); place++) {
            if (inbox.first(place) < inbox.first(place + 1) || agenda.first(place) < agenda.first(place + 1)) {
                live(partition, place, inbox, agenda);
            }
        }
        inbox.release(partition.worker().shelf);
    }

    /** One agent's step: its datagrams and timers in the order of their times; of one time, timers first. */
    private void live(Partition partition, int place, Inbox inbox, Agenda agenda) {
        inbox.sortByTime(place);
        PendingTimers timers = partition.pending();
        timers.begin(agenda, place);
        int record = inbox.first(place);
        int end = inbox.first(place + 1);
        while (record < end || !timers.isEmpty()) {
            if (record < end && (timers.isEmpty() || inbox.time(record) < timers.time())) {
                partition.deliver(place, record, nowNanos() + inbox.time(record));
                record++;
            } else {
                long now = nowNanos() + timers.time();
                int agent = timers.agent();
                partition.fire(agent, timers.pop(), now);
            }
        }
        timers.end();
    }

    @Override
    public void command() {
        // what is done to an agent now, it has behind it when the step begins
    }

    @Override
    public void schedule(Partition of, long delayNanos, long token) {
        long at = Math.max(of.nowNanos(), nowNanos()) - startNanos + delayNanos;
        long due = at / stepNanos;
        int time = (int) (at % stepNanos);
        if (due == step && of.pending().isOpen()) {
            of.pending().add(of.timerAgent(), token, time);
        } else {
            of.await(due, token, time);
        }
    }

    @Override
    public void send(Partition from, int receiver, DatagramWriter datagram) {
        long luck = weather.luck(from.current(), from.sequence());
        if (weather.loses(luck, from.current(), receiver)) {
            from.tally().lost++;
            return;
        }
        post(from, receiver, datagram, weather.latencyNanos(luck, from.current(), receiver, false));
        if (weather.doubles(luck)) {
            from.tally().duplicated++;
            post(from, receiver, datagram, weather.latencyNanos(luck, from.current(), receiver, true));
        }
    }

    private void post(Partition from, int receiver, DatagramWriter datagram, long latencyNanos) {
        long sent = Math.max(from.nowNanos(), nowNanos()) - startNanos;
        long at = sent + Math.clamp(latencyNanos, stepNanos, (slots - 2) * stepNanos);
        int slot = (int) (at / stepNanos % slots);
        from.post(slot, receiver, (int) (at % stepNanos), datagram.bytes(), datagram.offset(), datagram.length());
    }
}
