package io.murmur.sim.run;

import io.murmur.sim.check.Violation;
import io.murmur.sim.engine.TimingKind;
import io.murmur.sim.signal.Tracing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown.
 *
 * @param scenario its name
 * @param agents agents that ran from the start
 * @param fanout contacts per round; 0 for tuned by the agents
 * @param loss the share of datagrams lost at the start
 * @param rounds of the update that took longest, to the shares of the live agents
 * @param updates the rounds of all updates
 * @param elapsedRounds rounds that the whole run took
 * @param datagramsPerAgent datagrams sent since the first write, lost ones included
 * @param payloadsPerAgent entries that arrived since then
 * @param bytesPerAgent bytes of these datagrams, without the network's own headers
 * @param heapBytesPerAgent the heap in use at the end of the run after a collection, less what was in use before the
 *     swarm was made, and less the mail's chunks: agents, what they hold and believe, their timers
 * @param mailBytesPerAgent the chunks that datagrams under way needed at their peak
 * @param events inputs that agents worked on: datagrams, timers, commands
 * @param cpuNanosPerEvent processor time of all threads, per event, their waiting for each other included
 * @param wallSeconds from the first write to the last round
 * @param swarmSeconds the time that passed for the swarm
 * @param runHash a fingerprint of every input of every agent and of what each holds at the end
 * @param costs what spreading along the tree has cost, the rounds after the last update was held by all included; null in a
 *     flat swarm
 * @param growth what forming the tree has cost; null where nothing is expected of its groups
 * @param tracing what became of every operation
 * @param violations invariants and expectations that did not hold
 */
public record Result(
        String scenario,
        int agents,
        int fanout,
        TimingKind timing,
        double loss,
        Options options,
        Rounds rounds,
        Updates updates,
        long elapsedRounds,
        double datagramsPerAgent,
        double payloadsPerAgent,
        double bytesPerAgent,
        double heapBytesPerAgent,
        double mailBytesPerAgent,
        long events,
        double cpuNanosPerEvent,
        double wallSeconds,
        double swarmSeconds,
        long runHash,
        @Nullable Costs costs,
        @Nullable Growth growth,
        Tracing tracing,
        List<Violation> violations) {
    /** Whether every invariant and expectation held. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
