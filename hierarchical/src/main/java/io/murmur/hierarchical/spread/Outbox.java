package io.murmur.hierarchical.spread;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.wire.SpreadCodec;
import io.murmur.hierarchical.wire.SpreadMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.DatagramWriter;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an agent still has to send along the tree: what reaches most agents first. Entries for the same agent with the same job share a
 * datagram; in one interval only so many leave. Those with a job are sent again until they are answered, first to the
 * same agent, then to others who can do the same, each time after twice as long: an agent with much to do answers late, and
 * must not get more to do for it.
 */
final class Outbox {
    private static final int WAITING_MAX = 1_024;
    private static final int OWED_MAX = 256;

    private final Local local;
    private final SpreadSettings settings;
    private final Budget budget;
    private final PriorityQueue<Parcel> waiting = new PriorityQueue<>();
    /** How many of these are for groups, on which whole parts of the tree wait. */
    private int relayed;

    private final Map<Parcel.Target, Parcel> open = new HashMap<>();
    /** By how often the time that they have for an answer doubles: each in the order of time. */
    private final List<LinkedHashMap<Integer, Parcel>> unanswered;

    private final LinkedHashMap<Address, List<Bytes>> owed = new LinkedHashMap<>();
    private int number;
    private long sequence;
    private boolean behind;

    /** With nothing to send yet; {@code numbered} is the number of the last job that this agent sent before. */
    Outbox(Local local, SpreadSettings settings, Budget budget, int numbered) {
        this.number = numbered;
        this.local = local;
        this.settings = settings;
        this.budget = budget;
        this.unanswered = IntStream.range(0, settings.attemptsMax())
                .mapToObj(attempt -> new LinkedHashMap<Integer, Parcel>())
                .toList();
    }

    /** Whether nothing is to be sent, answered, or waited for. */
    boolean isIdle() {
        return waiting.isEmpty() && owed.isEmpty() && unanswered.stream().allMatch(Map::isEmpty);
    }

    /** The number of the last job that was sent. */
    int numbered() {
        return number;
    }

    /** Entries' datagrams that wait. */
    int size() {
        return waiting.size();
    }

    /** Whether, when it last could send, not everything found room. */
    boolean isBehind() {
        return behind;
    }

    void add(Parcel.Target target, Entry entry, int hops) {
        Parcel.Load load = Parcel.Load.of(entry, hops, local.context(entry));
        Parcel parcel = open.get(target);
        if (parcel == null || !parcel.add(load)) {
            if (waiting.size() >= WAITING_MAX) {
                local.observe(new SpreadEvent.Abandoned(target.to().id(), 1));
                return;
            }
            parcel = new Parcel(target, ++sequence);
            parcel.add(load);
            open.put(target, parcel);
            await(parcel);
            tellBudget();
        }
    }

    /** Answers a job in the reply at hand, or with all that is owed to the same peer when there is room for it. */
    void answer(SpreadMessage.Carried answer, Reply reply) {
        Bytes body = SpreadCodec.write(answer);
        if (budget.answers()) {
            reply.say(new Message.Extension(body));
        } else if (owed.size() < OWED_MAX) { // who gets no answer asks again
            owed.computeIfAbsent(reply.to(), nobody -> new ArrayList<>(1)).add(body);
        }
    }

    /** Sends what may leave now. */
    void send() {
        long now = local.nowNanos();
        settle();
        again(now);
        while (mayLeave(waiting.peek())) {
            Parcel parcel = waiting.remove();
            relayed -= parcel.isRelayed() ? 1 : 0;
            open.remove(parcel.target, parcel);
            send(parcel, now);
        }
        behind = !waiting.isEmpty();
        tellBudget();
    }

    private boolean mayLeave(@Nullable Parcel first) {
        return first != null && budget.payloads(first.isRelayed()) > 0;
    }

    private void await(Parcel parcel) {
        waiting.add(parcel);
        relayed += parcel.isRelayed() ? 1 : 0;
    }

    private void tellBudget() {
        budget.waiting(waiting.size(), relayed);
    }

    private void settle() {
        for (Iterator<Map.Entry<Address, List<Bytes>>> all = owed.entrySet().iterator();
                all.hasNext() && budget.answers(); ) {
            Map.Entry<Address, List<Bytes>> each = all.next();
            all.remove();
            DatagramWriter datagram = local.open(each.getKey());
            each.getValue().forEach(datagram::extension);
            local.send(each.getKey(), datagram);
        }
    }

    private void send(Parcel parcel, long now) {
        Contact to = parcel.target.at(parcel.attempts);
        DatagramWriter datagram = local.open(to.address());
        SpreadMessage.Carry carry = parcel.target.carry();
        if (carry != null) {
            parcel.number = parcel.attempts == 0 ? ++number : parcel.number;
            datagram.extension(SpreadCodec.write(
                    new SpreadMessage.Carry(parcel.number, carry.job(), carry.copy(), carry.copies())));
        }
        for (Parcel.Load load : parcel.loads()) {
            Entry entry = load.entry();
            if (!Parcel.fits(entry) || !datagram.push(load.hops() + 1, entry, load.context())) {
                datagram.offer(entry.key().prefix(), entry.version(), entry.owner());
            }
        }
        parcel.attempts++;
        parcel.sentNanos = now;
        if (carry != null) {
            unanswered.get(parcel.doublings()).put(parcel.number, parcel);
        }
        local.send(to.address(), datagram);
    }

    /** What was not answered in time waits again, before what came to wait after it. */
    private void again(long now) {
        for (LinkedHashMap<Integer, Parcel> alike : unanswered) {
            again(alike.values().iterator(), now);
        }
    }

    private void again(Iterator<Parcel> oldestFirst, long now) {
        while (oldestFirst.hasNext()) {
            Parcel parcel = oldestFirst.next();
            if (now < dueNanos(parcel)) {
                return; // the others were sent later
            }
            oldestFirst.remove();
            if (parcel.attempts < settings.attemptsMax()) {
                await(parcel);
            } else {
                local.observe(new SpreadEvent.Abandoned(
                        parcel.target.to().id(), parcel.loads().size()));
            }
        }
    }

    private long dueNanos(Parcel parcel) {
        return parcel.sentNanos + (settings.resendNanos() << parcel.doublings());
    }

    /** A job was answered, whichever time it was sent, and be it about to be sent again. */
    void answered(int answer) {
        boolean awaited = false;
        for (LinkedHashMap<Integer, Parcel> alike : unanswered) {
            awaited |= alike.remove(answer) != null;
        }
        if (!awaited && waiting.removeIf(parcel -> parcel.attempts > 0 && parcel.number == answer)) {
            relayed = (int) waiting.stream().filter(Parcel::isRelayed).count();
            tellBudget();
        }
    }

    /** How long until there is something to do; {@code Long.MAX_VALUE} where there is nothing. */
    long delayNanos() {
        if (mayLeave(waiting.peek()) || (!owed.isEmpty() && budget.answers())) {
            return 0;
        }
        if (!waiting.isEmpty() || !owed.isEmpty()) {
            return budget.restNanos();
        }
        long delay = Long.MAX_VALUE;
        for (LinkedHashMap<Integer, Parcel> alike : unanswered) {
            if (!alike.isEmpty()) {
                long due = dueNanos(alike.firstEntry().getValue());
                delay = Math.min(delay, Math.max(0, due - local.nowNanos()));
            }
        }
        return delay;
    }
}
