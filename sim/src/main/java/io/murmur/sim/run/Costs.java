package io.murmur.sim.run;

/**
 * What spreading along a tree has cost.
 *
 * @param roundsUntilQuiet rounds from the first write to the last in which a datagram carried, offered or asked for an
 *     entry; -1 where the run ended before
 * @param datagramsPerAgentUntilQuiet datagrams sent in these rounds, lost ones included
 * @param payloadsPerAgentUntilQuiet entries that arrived in them
 * @param datagramsMost the most that any agent sent in any round
 * @param payloadsMost the most datagrams with entries that any agent sent in any round
 * @param throttled datagrams that agents did not send, for they had sent all that they may
 * @param payloadsMax the most that an agent may send
 */
public record Costs(
        long roundsUntilQuiet,
        double datagramsPerAgentUntilQuiet,
        double payloadsPerAgentUntilQuiet,
        int datagramsMost,
        int payloadsMost,
        long throttled,
        int payloadsMax) {}
