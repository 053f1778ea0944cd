package io.murmur.hierarchical.testing;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.ElectionHost;
import io.murmur.hierarchical.election.Refusal;
import io.murmur.hierarchical.wire.ElectionMessage;
import java.util.ArrayList;
import java.util.List;

/** A host that writes down what it is asked for. */
public final class Desk implements ElectionHost {
    public final List<ElectionMessage> sent = new ArrayList<>();
    public final List<Long> sentTo = new ArrayList<>();
    public final List<ElectionEvent> events = new ArrayList<>();
    public final List<Long> planned = new ArrayList<>();
    public final List<Object> kept = new ArrayList<>();
    /** Whether the member may send nothing for the moment. */
    public boolean full;

    @Override
    public boolean send(long to, ElectionMessage message) {
        if (!full) {
            sent.add(message);
            sentTo.add(to);
        }
        return !full;
    }

    @Override
    public void schedule(long delayNanos, long token) {
        planned.add(token);
    }

    @Override
    public void keep(long term, long vote) {
        kept.add(List.of(term, vote));
    }

    @Override
    public void keep(Configuration configuration) {
        kept.add(configuration);
    }

    @Override
    public void observe(ElectionEvent event) {
        events.add(event);
    }

    public void clear() {
        sent.clear();
        sentTo.clear();
        events.clear();
        planned.clear();
        kept.clear();
    }

    /** The token of the timer that is waited for. */
    public long token() {
        return planned.getLast();
    }

    /** Why messages were refused since the desk was cleared. */
    public List<Refusal> refusals() {
        return events.stream()
                .filter(event -> event instanceof ElectionEvent.Refused)
                .map(event -> ((ElectionEvent.Refused) event).reason())
                .toList();
    }
}
