package io.murmur.sim.engine;

import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Layout;
import io.murmur.sim.network.Weather;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The field's synchronous model. Timers fire at round boundaries only, each at the one nearest to its time, the next one
 * at the earliest. An exchange begun in a round ends in it, and nothing learnt in a round is passed on before the next.
 *
 * <p>So a round is: timers fire; then, wave after wave, all datagrams without news (digests, answers, questions) are
 * delivered; at the end those that carry news are, together. What these give rise to may still be answered in the
 * round, but news sent from then on waits for the end of the next one.
 */
final class Lockstep implements Timing {
    private static final int NEWS = 2;
    private static final int EDITIONS = 3;
    /** More waves than any exchange has steps: beyond it two agents talk in circles. */
    private static final int WAVES_MAX = 256;

    private final long startNanos;
    private final long intervalNanos;
    private Weather weather;
    private Partition[] partitions = new Partition[0];
    private @Nullable Crew crew;
    private long round;
    private boolean between = true;
    private int wave;
    private int edition;
    private int phase;

    Lockstep(long startNanos, long intervalNanos, Weather weather) {
        this.startNanos = startNanos;
        this.intervalNanos = intervalNanos;
        this.weather = weather;
    }

    /** Datagrams without news of this wave and the next; news of this round, the next, and the one after. */
    @Override
    public int slots() {
        return NEWS + EDITIONS;
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

    /** Between two rounds time stands at the last one. */
    @Override
    public long nowNanos() {
        return boundary(between ? round - 1 : round);
    }

    private long boundary(long step) {
        return startNanos + step * intervalNanos;
    }

    @Override
    public long rounds() {
        return round;
    }

    @Override
    public void command() {
        phase++;
    }

    @Override
    public void settle() {
        waves();
    }

    @Override
    public void advance() {
        settle();
        between = false;
        phase++;
        each(partition -> fire(partition));
        waves();
        int due = NEWS + edition;
        edition = (edition + 1) % EDITIONS;
        phase++;
        each(partition -> deliver(partition, due));
        waves();
        round++;
        between = true;
    }

    private void waves() {
        for (int i = 0; posted(); i++) {
            if (i == WAVES_MAX) {
                throw new IllegalStateException("exchanges do not end: round " + round);
            }
            int due = wave;
            wave ^= 1;
            phase++;
            each(partition -> deliver(partition, due));
        }
    }

    private void each(Consumer<Partition> work) {
        Objects.requireNonNull(crew).each(work);
    }

    private boolean posted() {
        long sum = 0;
        for (Partition partition : partitions) {
            sum += partition.tally().posted;
            partition.tally().posted = 0;
        }
        return sum > 0;
    }

    private void fire(Partition partition) {
        Timers.Slot due = partition.timers().drain(round);
        if (due == null) {
            return;
        }
        long now = boundary(round);
        Agenda agenda = partition.worker().agenda;
        agenda.sort(due, partition.count());
        partition.timers().recycle(due);
        for (int i = 0; i < agenda.size(); i++) {
            partition.fire(agenda.agent(i), agenda.token(i), now);
        }
    }

    private void deliver(Partition partition, int slot) {
        if (!partition.gather(partitions, slot)) {
            return;
        }
        Inbox inbox = partition.worker().inbox;
        long now = nowNanos();
        for (int place = 0; place < partition.count(); place++) {
            int end = inbox.first(place + 1);
            if (inbox.first(place) < end) {
                inbox.sortByTime(place);
                for (int i = inbox.first(place); i < end; i++) {
                    partition.deliver(place, i, now);
                }
            }
        }
        inbox.release(partition.worker().shelf);
    }

    @Override
    public void schedule(Partition of, long delayNanos, long token) {
        long base = between ? round - 1 : round;
        of.await(base + Math.max(1, (delayNanos + intervalNanos / 2) / intervalNanos), token, 0);
    }

    @Override
    public void send(Partition from, int receiver, DatagramWriter datagram) {
        if (weather.clear()) {
            post(from, receiver, datagram, false);
            return;
        }
        long luck = weather.luck(from.current(), from.sequence());
        if (weather.loses(luck, from.current(), receiver)) {
            from.tally().lost++;
            return;
        }
        post(from, receiver, datagram, weather.holdsUp(luck, false));
        if (weather.doubles(luck)) {
            from.tally().duplicated++;
            post(from, receiver, datagram, weather.holdsUp(luck, true));
        }
    }

    /** A datagram without news that is held up comes with the round's news; news comes a round later. */
    private void post(Partition from, int receiver, DatagramWriter datagram, boolean heldUp) {
        boolean news = Layout.carriesNews(datagram.bytes(), datagram.offset());
        int slot = wave;
        if (news || heldUp) {
            slot = NEWS + (news && heldUp ? (edition + 1) % EDITIONS : edition);
        } else {
            from.tally().posted++;
        }
        from.post(slot, receiver, phase, datagram.bytes(), datagram.offset(), datagram.length());
    }
}
