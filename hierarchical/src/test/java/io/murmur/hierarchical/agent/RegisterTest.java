package io.murmur.hierarchical.agent;

import static io.murmur.hierarchical.agent.Scene.group;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.tree.Place;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.wire.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many members a leader tells in one interval of the units above: agent 0, which may send 100 datagrams in it. */
class RegisterTest {
    private static final HierarchySettings SETTINGS = HierarchySettings.lan();
    private static final long GROUP = 60;
    private static final int MEMBERS = 90;

    private final Bench bench = new Bench(1, MEMBERS);
    private final Place place = new Place(List.of(group(GROUP, 0, 0), group(61, 1, 0)), List.of());
    private final Ranks ranks = new Ranks(bench.local, SETTINGS, Keeper.FORGETFUL, Sharing.NONE, place);
    private final Directories directories = new Directories(bench.local, ranks, SETTINGS);
    private final Kept kept = Kept.fresh(Configuration.founding(Ids.of(Scene.id(0))));
    private final Post post = new Post(0, GROUP, 0, kept, bench.local, ranks, SETTINGS.election(), 50);

    /** All report that they know nothing of the units above, and so many are told. */
    private long told() {
        bench.host.takeSent();
        IntStream.range(1, MEMBERS).forEach(this::report);
        return bench.host.takeSent().size();
    }

    private void report(int member) {
        TreeMessage.Report report = new TreeMessage.Report(
                0, GROUP, 0, null, new Summary(1, 0, 0, 0, 0, 0, 1, false), 0, directories.digest(0, Scene.id(member)));
        Reply reply = new Reply(bench.local, Swarm.address(member), Scope.GROUP);
        directories.register().answer(post, report, Scene.id(member), 1, false, reply);
        reply.flush();
    }

    private void send(int datagrams) {
        IntStream.range(0, datagrams)
                .forEach(i -> bench.local.send(Swarm.address(MEMBERS + i), new Message.Join(Swarm.member(0))));
    }

    @Test
    void untilItHasSentHalfOfWhatItMay() {
        assertEquals(50, told());
    }

    @Test
    void someEvenIfItHasSentThatAlready() {
        send(60);
        assertEquals(Register.CHAINS_MAX, told());
    }

    /** Where dice decide, as there were too many before. */
    @Test
    void neverMore() {
        told();
        bench.pass(SETTINGS.intervalNanos());
        long told = told();
        assertTrue(told > 25 && told <= 50, told + " told");
    }
}
