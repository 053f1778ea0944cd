package io.murmur.hierarchical.agent;

import io.murmur.protocol.host.Allowance;
import io.murmur.protocol.host.Dice;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.HybridClock;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.State;
import io.murmur.protocol.testing.RecordingHost;
import io.murmur.protocol.testing.Swarm;
import io.murmur.protocol.testing.Tools;
import java.util.stream.IntStream;

/** What a part of one agent needs to be tried by itself: a recording host, and time. */
final class Bench {
    final RecordingHost host = new RecordingHost();
    final Local local;

    /** Of agent 0 of a group of so many. */
    Bench(long seed, int members) {
        Roster roster =
                Roster.of(IntStream.range(0, members).mapToObj(Swarm::member).toList());
        local = new Local(
                Swarm.member(0).id(),
                host,
                Tools.plain(entry -> true),
                new Dice(seed),
                new Allowance(100, 200 * Swarm.MILLI),
                roster,
                State.empty(Limits.DEFAULT),
                new HybridClock(0, 10_000));
        local.now(Swarm.BEGINNING_NANOS);
    }

    void pass(long nanos) {
        local.now(local.nowNanos() + nanos);
    }
}
