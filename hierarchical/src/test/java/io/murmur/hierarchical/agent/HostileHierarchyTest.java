package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.AUNT;
import static io.murmur.hierarchical.agent.Scene.COUSIN;
import static io.murmur.hierarchical.agent.Scene.GROUP;
import static io.murmur.hierarchical.agent.Scene.LEADER;
import static io.murmur.hierarchical.agent.Scene.STRANGER;
import static io.murmur.hierarchical.agent.Scene.UNIT;
import static io.murmur.hierarchical.agent.Scene.contact;
import static io.murmur.hierarchical.agent.Scene.group;
import static io.murmur.hierarchical.agent.Scene.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.agent.TreeEvent.Reason;
import io.murmur.hierarchical.tree.Absence;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Directory;
import io.murmur.hierarchical.tree.Side;
import io.murmur.hierarchical.tree.Site;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.hierarchical.wire.TreeMessage.Founding.Half;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Bytes;
import io.murmur.protocol.wire.Message;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an agent of a tree takes from whom, and that what it refuses is observed and changes nothing. */
class HostileHierarchyTest {
    private static final long FOUNDED = 5_001;
    private static final int MATE = 3;

    /** All agents are above that address: the receiver is on the side of the new group. */
    private static TreeMessage.Founding founding(int level, long group, long founded, int aboveLevel) {
        return new TreeMessage.Founding(
                level,
                group,
                9,
                new Side(Site.of(Swarm.member(0)), true),
                new Half(founded, List.of(contact(0))),
                Ids.of(id(0)),
                new Half(FOUNDED + 1, List.of(contact(1))),
                group(UNIT + 7, aboveLevel, STRANGER),
                List.of());
    }

    private static TreeMessage.Merger merger(long group, int level) {
        return new TreeMessage.Merger(group, 9, group(FOUNDED, level, STRANGER));
    }

    private static TreeMessage.Report report(int level, long group, Descriptor self, int live, int groups) {
        return new TreeMessage.Report(level, group, 0, self, new Summary(live, groups, 0, 0, 0, 0, 1, false), 1, 1);
    }

    private static TreeMessage.Report report(long group, int live) {
        return new TreeMessage.Report(0, group, 0, null, new Summary(live, 0, 0, 0, 0, 0, 1, false), 1, 1);
    }

    private static TreeMessage.Hail hail(int size, Descriptor... chain) {
        return new TreeMessage.Hail(false, size, List.of(chain));
    }

    // --- decrees ---------------------------------------------------------------------------------------------------

    @Test
    void aGroupIsDividedByAMateAndByNobodyElse() {
        Scene scene = Scene.follower();
        scene.refuses(Reason.STRANGER, STRANGER, founding(0, GROUP, FOUNDED, 1));
        scene.refuses(Reason.STRANGER, COUSIN, founding(0, GROUP, FOUNDED, 1));
        scene.hear(MATE, founding(0, GROUP, FOUNDED, 1));
        assertEquals(FOUNDED, scene.group(0));
    }

    @Test
    void aUnitIsDividedByAMemberAndByNobodyElse() {
        Scene scene = Scene.leader();
        scene.refuses(Reason.STRANGER, STRANGER, founding(1, UNIT, FOUNDED, 2));
        scene.hear(AUNT, founding(1, UNIT, FOUNDED, 2));
        assertEquals(FOUNDED, scene.group(1));
    }

    @Test
    void aDecreeAboutAGroupThatTheAgentIsNoMemberOfIsRefused() {
        Scene scene = Scene.follower();
        scene.refuses(Reason.FOREIGN_GROUP, LEADER, founding(0, GROUP + 1, FOUNDED, 1));
        scene.refuses(Reason.FOREIGN_GROUP, LEADER, founding(1, GROUP, FOUNDED, 2));
        scene.refuses(Reason.FOREIGN_GROUP, LEADER, merger(GROUP + 1, 0));
        scene.refuses(Reason.FOREIGN_GROUP, LEADER, merger(GROUP, 1));
    }

    @Test
    void aDecreeThatContradictsItselfIsRefusedWhoeverMadeIt() {
        Scene scene = Scene.follower();
        scene.refuses(Reason.DOES_NOT_ADD_UP, LEADER, founding(0, GROUP, 0, 1));
        scene.refuses(Reason.DOES_NOT_ADD_UP, LEADER, founding(0, GROUP, GROUP, 1));
        scene.refuses(Reason.DOES_NOT_ADD_UP, LEADER, founding(0, GROUP, FOUNDED, 0));
        scene.refuses(Reason.DOES_NOT_ADD_UP, LEADER, new TreeMessage.Merger(GROUP, 9, group(GROUP, 0, LEADER)));
    }

    @Test
    void aDecreeThatWasObeyedIsHeardAgainWithoutAnObjection() {
        Scene scene = Scene.follower();
        scene.hear(MATE, founding(0, GROUP, FOUNDED, 1));
        scene.rig.events(TreeEvent.class);
        scene.hear(STRANGER, founding(0, GROUP, FOUNDED, 1));
        assertEquals(List.of(), scene.rig.events(TreeEvent.class));
        assertEquals(FOUNDED, scene.group(0));
    }

    @Test
    void aGroupJoinsAnotherWhenAMateSaysSoAndNobodyElse() {
        Scene scene = Scene.follower();
        scene.refuses(Reason.STRANGER, STRANGER, merger(GROUP, 0));
        scene.refuses(Reason.STRANGER, COUSIN, merger(GROUP, 0)); // leads the unit, but the agent leads no group of it
        scene.hear(LEADER, merger(GROUP, 0));
        assertEquals(0, scene.group(0));
    }

    @Test
    void aLeaderHasItsGroupJoinAnotherWhenTheLeaderAboveSaysSoAndNobodyElse() {
        Scene scene = Scene.leader();
        scene.refuses(Reason.STRANGER, STRANGER, merger(GROUP, 0));
        scene.refuses(Reason.STRANGER, AUNT, merger(GROUP, 0));
        scene.hear(COUSIN, merger(GROUP, 0));
        assertEquals(0, scene.group(0));
    }

    @Test
    void aUnitJoinsAnotherWhenAMemberSaysSoAndNobodyElse() {
        Scene scene = Scene.leader();
        scene.refuses(Reason.STRANGER, STRANGER, merger(UNIT, 1));
        scene.hear(AUNT, merger(UNIT, 1));
        assertEquals(FOUNDED, scene.group(1));
    }

    // --- the tree --------------------------------------------------------------------------------------------------

    @Test
    void whoShowsATreeIsNamedInItOrWasAskedForIt() {
        Descriptor[] chain = {group(FOUNDED, 0, COUSIN), group(UNIT, 1, COUSIN, AUNT)};
        TreeMessage.Hail answer = new TreeMessage.Hail(true, 2, List.of(chain));
        Scene scene = Scene.top(77);
        scene.refuses(Reason.STRANGER, STRANGER, hail(2, chain));
        scene.refuses(Reason.STRANGER, STRANGER, answer);
        scene.refuses(Reason.STRANGER, 77, hail(2, chain));
        scene.hear(COUSIN, hail(2, chain));
        assertEquals(UNIT, scene.view().group(1).group());
        Scene asks = Scene.top(77);
        asks.hear(77, answer);
        assertEquals(UNIT, asks.view().group(1).group());
    }

    @Test
    void nobodyJoinsATreeThatSaysItIsLargerThanAnyGroup() {
        Scene scene = Scene.top(77);
        scene.hear(COUSIN, hail(Integer.MAX_VALUE, group(GROUP - 1, 0, COUSIN)));
        assertEquals(GROUP, scene.group(0));
        scene.hear(COUSIN, hail(3, group(GROUP - 1, 0, COUSIN)));
        assertNotEquals(GROUP, scene.group(0));
    }

    @Test
    void onlyLeadersTellOfTheTree() {
        Scene scene = Scene.follower();
        for (int from : new int[] {STRANGER, MATE, COUSIN}) {
            scene.refuses(Reason.NOT_THE_LEADER, from, new TreeMessage.Above(2, 2, true, group(UNIT + 1, 1, from)));
            scene.refuses(Reason.NOT_THE_LEADER, from, new TreeMessage.Index(1, UNIT, List.of(1L)));
            scene.refuses(
                    Reason.NOT_THE_LEADER, from, new TreeMessage.Absent(1, UNIT, List.of(new Absence(FOUNDED, 1))));
            scene.refuses(
                    Reason.NOT_THE_LEADER,
                    from,
                    new TreeMessage.Listing(1, UNIT, List.of(group(FOUNDED, 0, STRANGER))));
        }
        scene.hear(LEADER, new TreeMessage.Above(1, 1, true, group(UNIT + 1, 1, LEADER)));
        assertEquals(UNIT + 1, scene.view().group(1).group());
    }

    @Test
    void nobodyIsSaidToBeMissedSinceATimeToCome() {
        Scene scene = Scene.follower();
        scene.hear(LEADER, new TreeMessage.Absent(1, UNIT, List.of(new Absence(FOUNDED, Long.MAX_VALUE))));
        Directory directory = scene.view().place().directory(1);
        assertNotNull(directory);
        long since = directory.absent().getFirst().sinceMillis();
        assertTrue(since <= scene.rig.nowNanos() / 1_000_000, "missed at " + since);
    }

    @Test
    void onlyMembersSayWhereOthersOfAUnitAre() {
        TreeMessage.Roll roll = new TreeMessage.Roll(UNIT, List.of(contact(77)));
        Scene.leader().refuses(Reason.STRANGER, STRANGER, roll);
        Scene.leader().refuses(Reason.FOREIGN_GROUP, COUSIN, new TreeMessage.Roll(GROUP, roll.members()));
        Scene.follower().refuses(Reason.FOREIGN_GROUP, COUSIN, roll);
        Scene scene = Scene.leader();
        scene.rig.events(TreeEvent.class);
        scene.hear(AUNT, roll);
        assertEquals(List.of(), scene.rig.events(TreeEvent.class));
    }

    @Test
    void votersOfADividedUnitSayWhereMembersOfItsPartsAre() {
        Scene scene = Scene.leader();
        scene.hear(
                COUSIN,
                new TreeMessage.Founding(
                        1,
                        UNIT,
                        9,
                        new Side(Site.of(Swarm.member(1)), false),
                        new Half(FOUNDED, List.of(contact(0))),
                        Ids.of(id(0)),
                        new Half(FOUNDED + 1, List.of(contact(1))),
                        group(UNIT + 7, 2, COUSIN),
                        List.of()));
        TreeMessage.Roll roll = new TreeMessage.Roll(FOUNDED, List.of(contact(77)));
        scene.refuses(Reason.STRANGER, STRANGER, roll);
        scene.rig.events(TreeEvent.class);
        scene.hear(COUSIN, roll);
        assertEquals(List.of(), scene.rig.events(TreeEvent.class));
    }

    // --- reports and answers ---------------------------------------------------------------------------------------

    @Test
    void onlyMembersReportAndOnlyWhatAddsUp() {
        Scene scene = Scene.follower();
        scene.refuses(Reason.STRANGER, STRANGER, report(GROUP, 1));
        scene.refuses(Reason.FOREIGN_GROUP, MATE, report(GROUP + 1, 1));
        scene.refuses(Reason.DOES_NOT_ADD_UP, MATE, report(GROUP, 2));
        Descriptor other = group(GROUP + 2, 0, AUNT);
        Scene leads = Scene.leader();
        leads.refuses(Reason.STRANGER, STRANGER, report(1, UNIT, other, 50, 1));
        leads.refuses(Reason.DOES_NOT_ADD_UP, AUNT, report(1, UNIT, other, 0, 1));
        leads.refuses(Reason.FOREIGN_GROUP, AUNT, report(2, UNIT, other, 50, 1));
    }

    @Test
    void answersToNoQuestionAreRefused() {
        Scene scene = Scene.follower();
        scene.refuses(
                Reason.UNASKED,
                STRANGER,
                new TreeMessage.Counted(7, 1, 1, new Summary(100_000, 900, 0, 0, 0, 0, 1, false)));
        scene.refuses(Reason.UNASKED, STRANGER, new TreeMessage.Pointer(7, contact(STRANGER)));
    }

    @Test
    void whoLooksForAGroupIsSentElsewhereOnlyByWhomItAsked() {
        Scene scene = Scene.seeker(COUSIN);
        TreeMessage.Referral referral = new TreeMessage.Referral(0, List.of(contact(AUNT)));
        scene.refuses(Reason.UNASKED, STRANGER, referral);
        scene.hear(COUSIN, referral);
        assertEquals(
                List.of(new Message.Extension(TreeCodec.write(new TreeMessage.Seek(contact(0), Zone.NONE)))),
                scene.rig.saidTo(Swarm.address(AUNT)));
    }

    @Test
    void whoLooksForAGroupIsSentOnByTheFirstAnswerOnly() {
        Scene scene = Scene.seeker(COUSIN);
        scene.hear(COUSIN, new TreeMessage.Referral(0, List.of(contact(AUNT))));
        scene.rig.said();
        scene.hear(COUSIN, new TreeMessage.Referral(0, List.of(contact(STRANGER))));
        assertEquals(List.of(), scene.rig.said());
    }

    @Test
    void whoLooksForAGroupJoinsWhoOffersItsOwn() {
        Scene scene = Scene.seeker(COUSIN);
        scene.rig.said();
        scene.hear(COUSIN, new TreeMessage.Referral(0, List.of(contact(COUSIN))));
        assertEquals(
                List.of(Message.Join.class),
                scene.rig.saidTo(Swarm.address(COUSIN)).stream()
                        .map(Message::getClass)
                        .toList());
    }

    @Test
    void whoIsAtHomeIsNotSentAway() {
        Scene scene = Scene.follower();
        scene.hear(LEADER, new TreeMessage.Referral(7, List.of(contact(AUNT))));
        assertEquals(GROUP, scene.group(0));
    }

    @Test
    void whoIsNoMemberCannotLeave() {
        Scene scene = Scene.follower();
        scene.refuses(Reason.STRANGER, STRANGER, new TreeMessage.Left(GROUP));
        scene.refuses(Reason.FOREIGN_GROUP, MATE, new TreeMessage.Left(GROUP + 1));
        scene.hear(MATE, new TreeMessage.Left(GROUP));
        assertEquals(Status.LEFT, scene.rig.status(MATE));
    }

    @Test
    void theBeginningOfAMessageIsNone() {
        Scene scene = Scene.follower();
        List<TreeMessage> whole = List.of(
                founding(0, GROUP, FOUNDED, 1),
                merger(GROUP, 0),
                report(GROUP, 1),
                hail(3, group(FOUNDED, 0, LEADER)),
                new TreeMessage.Left(GROUP),
                new TreeMessage.Above(1, 1, true, group(UNIT, 1, LEADER)));
        for (TreeMessage message : whole) {
            byte[] bytes = TreeCodec.write(message).toArray();
            for (int length = 1; length < bytes.length; length++) {
                scene.refuses(Reason.MALFORMED, LEADER, Bytes.of(Arrays.copyOf(bytes, length)));
            }
        }
    }
}
