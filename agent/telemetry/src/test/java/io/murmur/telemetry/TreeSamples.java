package io.murmur.telemetry;

import io.murmur.hierarchical.agent.Census;
import io.murmur.hierarchical.agent.TreeEvent;
import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.ElectionEvent;
import io.murmur.hierarchical.election.Refusal;
import io.murmur.hierarchical.spread.SpreadEvent;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Stamp;
import io.murmur.protocol.host.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An event of every kind of the second kernel, with every reason and outcome it can have. */
final class TreeSamples {
    static final long GROUP = 0x7cc33f937410699fL;
    static final long BEFORE = 0x0b1cfe2211409a10L;

    private TreeSamples() {}

    static List<ElectionEvent> elections() {
        List<ElectionEvent> events = new ArrayList<>(List.of(
                new ElectionEvent.Asked(2),
                new ElectionEvent.Stood(2),
                new ElectionEvent.BecameLeader(2, 30_000_000),
                new ElectionEvent.LeaseBegan(2),
                new ElectionEvent.HandedOver(2, EventSamples.PEER),
                new ElectionEvent.Followed(2, EventSamples.PEER),
                new ElectionEvent.Voted(2, EventSamples.PEER),
                new ElectionEvent.Configured(Configuration.NONE),
                new ElectionEvent.Removed(new Stamp(2, 1))));
        for (ElectionEvent.Reason reason : ElectionEvent.Reason.values()) {
            events.add(new ElectionEvent.SteppedDown(2, reason));
        }
        ElectionMessage message = new ElectionMessage.VoteAnswer(GROUP, 2, 2, true);
        for (Refusal reason : Refusal.values()) {
            events.add(new ElectionEvent.Refused(EventSamples.PEER, message, reason));
        }
        return events;
    }

    static List<TreeEvent> shapes() {
        Summary whole = new Summary(9, 1, 0, 5, 9, 0, 0, false);
        List<TreeEvent> events = new ArrayList<>(List.of(
                new TreeEvent.Regrouped(0, 0, GROUP),
                new TreeEvent.Regrouped(0, BEFORE, GROUP),
                new TreeEvent.Divided(0, GROUP, 129),
                new TreeEvent.Merged(0, BEFORE, GROUP),
                new TreeEvent.Listed(1, GROUP, true),
                new TreeEvent.Listed(1, GROUP, false),
                new TreeEvent.Vanished(1, GROUP),
                new TreeEvent.Abandoned(1, GROUP),
                new TreeEvent.Counted(7, new Census(1, 1, whole)),
                new TreeEvent.Counted(7, new Census(1, 0, whole)),
                new TreeEvent.Uncounted(7),
                new TreeEvent.Referred(3)));
        for (TreeEvent.Reason reason : TreeEvent.Reason.values()) {
            events.add(new TreeEvent.Refused(EventSamples.PEER, reason));
        }
        for (ElectionEvent event : elections()) {
            events.add(new TreeEvent.Elected(Descriptor.LEVEL_MAX, GROUP, event));
        }
        return events;
    }

    static List<SpreadEvent> spreads() {
        return List.of(
                new SpreadEvent.Carried(EventSamples.PEER, 1, 3),
                new SpreadEvent.Abandoned(EventSamples.PEER, 2),
                new SpreadEvent.Announced(8, 2),
                new SpreadEvent.Refused(EventSamples.PEER));
    }

    static List<Event> all() {
        return Stream.<Event>concat(shapes().stream(), spreads().stream()).toList();
    }
}
