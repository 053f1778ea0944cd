package io.murmur.sim.engine;

import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.sim.network.Weather;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Time as networks have it: every datagram takes its latency, every timer its delay. A step is as long as the least
 * latency, so that what is sent in a step arrives in a later one, and partitions need to meet only once a step.
 */
final class Continuous implements Timing {
    /** Steps that the slowest datagram may take; where latencies spread wider, steps are longer than the least. */
    private static final int STEPS_MAX = 2_048;

    private static final Timers.Slot NOTHING = new Timers.Slot();

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
        long most = 2 * weather.latency().mostNanos();
        stepNanos = Math.max(weather.latency().leastNanos(), most / STEPS_MAX);
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
    public void command() {
        // whatever an agent does now, it does before the next step
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
        long until = nowNanos() + intervalNanos - (nowNanos() - startNanos) % intervalNanos;
        while (nowNanos() < until) {
            Objects.requireNonNull(crew).each(this::work);
            step++;
        }
    }

    private void work(Partition partition) {
        Timers.Slot due = partition.timers().drain(step);
        boolean mail = partition.gather(partitions, (int) (step % slots));
        if (due == null && !mail) {
            return;
        }
        Worker worker = partition.worker();
        Timers.Slot timers = worker.agenda.sort(due == null ? NOTHING : due, partition.count());
        int timer = 0;
        for (int place = 0; place < partition.count(); place++) {
            timer = live(partition, place, timers, timer, mail);
        }
        if (due != null) {
            partition.timers().recycle(due);
        }
        if (mail) {
            worker.inbox.release(worker.shelf);
        }
    }

    /** Gives one agent its timers and datagrams of the step in the order of their times, and says whose timer is next. */
    private int live(Partition partition, int place, Timers.Slot timers, int firstTimer, boolean mail) {
        Inbox inbox = partition.worker().inbox;
        int timer = firstTimer;
        int letter = mail ? inbox.first(place) : 0;
        int letters = mail ? inbox.first(place + 1) : 0;
        if (mail) {
            inbox.sortByTime(place);
        }
        long start = nowNanos();
        while (true) {
            boolean fires = timer < timers.size() && Partition.placeOf(timers.agent(timer)) == place;
            boolean receives = letter < letters;
            if (receives && (!fires || inbox.timeOf(letter) <= timers.time(timer))) {
                partition.deliver(place, letter, start + inbox.timeOf(letter));
                letter++;
            } else if (fires) {
                partition.fire(timers.agent(timer), timers.token(timer), start + timers.time(timer));
                timer++;
            } else {
                return timer;
            }
        }
    }

    /** A timer that would fire in the step at work fires as the next one begins. */
    @Override
    public void schedule(Partition of, long delayNanos, long token) {
        long at = Math.max(of.nowNanos() + delayNanos - startNanos, (step + 1) * stepNanos);
        of.await(at / stepNanos, token, (int) (at % stepNanos));
    }

    @Override
    public void send(Partition from, int receiver, DatagramWriter datagram) {
        long luck = weather.luck(from.current(), from.sequence());
        if (weather.loses(luck, from.current(), receiver)) {
            from.tally().lost++;
            return;
        }
        post(from, receiver, datagram, weather.latencyNanos(luck, false));
        if (weather.doubles(luck)) {
            from.tally().duplicated++;
            post(from, receiver, datagram, weather.latencyNanos(luck, true));
        }
    }

    private void post(Partition from, int receiver, DatagramWriter datagram, long latencyNanos) {
        long at = Math.max(from.nowNanos() + latencyNanos - startNanos, (step + 1) * stepNanos);
        from.post(
                (int) (at / stepNanos % slots),
                receiver,
                (int) (at % stepNanos),
                datagram.bytes(),
                datagram.offset(),
                datagram.length());
    }
}
