package io.murmur.hierarchical.spread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.murmur.hierarchical.tree.Place;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private static final int MEMBERS = 60;

    private record Heard(Address by, long key) {}

    /** Who tells what to whom, when the members in turn announce one entry, two of another moment, or all three. */
    private static Map<Heard, List<Address>> everybodyTells(boolean others) {
        Map<Heard, List<Address>> heard = new HashMap<>();
        for (int index = 0; index < MEMBERS; index++) {
            Stage stage = new Stage(index, MEMBERS);
            Announcements announcements =
                    new Announcements(stage.local, stage.settings, () -> Place.NONE, stage.budget, Stage.TIMER);
            announcements.add(stage.hold(stage.entry("one", 0)), 1);
            if (others && index % 3 == 0) {
                announcements.add(stage.hold(stage.entry("late", 1_000)), 1);
                announcements.add(stage.hold(stage.entry("later", 2_000)), 2);
            }
            stage.run(Swarm.SECOND, announcements::fire);
            for (RecordingHost.Sent sent : stage.host.takeSent()) {
                for (Message message : sent.messages()) {
                    Heard what = new Heard(sent.to(), ((Message.Offer) message).key());
                    heard.computeIfAbsent(what, any -> new ArrayList<>()).add(Swarm.address(index));
                }
            }
        }
        return heard;
    }

    @Test
    void everyMemberHearsOfAnEntryFromAsManyDifferentMatesAsEveryMemberTells() {
        Entry one = new Stage(0, 2).entry("one", 0);
        int told =
                SpreadSettings.lan().announcements().stream().mapToInt(i -> i).sum();
        for (boolean others : new boolean[] {false, true}) {
            Map<Heard, List<Address>> heard = everybodyTells(others);
            for (int index = 0; index < MEMBERS; index++) {
                Set<Address> by = new HashSet<>(heard.getOrDefault(
                        new Heard(Swarm.address(index), one.key().prefix()), List.of()));
                assertEquals(told, by.size(), "member " + index + (others ? ", others are told, too" : ""));
            }
        }
    }

    @Test
    void whatWasOvertakenIsNotAnnounced() {
        Stage stage = new Stage(0, MEMBERS);
        Announcements announcements =
                new Announcements(stage.local, stage.settings, () -> Place.NONE, stage.budget, Stage.TIMER);
        announcements.add(stage.hold(stage.entry("one", 0)), 1);
        stage.hold(stage.entry("one", 1));
        stage.run(Swarm.SECOND, announcements::fire);
        assertEquals(List.of(), stage.host.takeSent());
    }

    @Test
    void whoHasSentHalfOfItsBoundLeavesOfferingToTheOthers() {
        Stage stage = new Stage(0, MEMBERS);
        Announcements announcements =
                new Announcements(stage.local, stage.settings, () -> Place.NONE, stage.budget, Stage.TIMER);
        announcements.add(stage.hold(stage.entry("one", 0)), 0);
        for (int i = 0; i < stage.local.ordinary() / 2 - 1; i++) {
            stage.local.send(Swarm.address(1), new Message.Nack(i));
        }
        stage.host.takeSent();
        stage.run(Stage.INTERVAL_NANOS / 2, announcements::fire);
        assertEquals(1, stage.host.takeSent().size());
    }
}
