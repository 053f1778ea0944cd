package io.murmur.sim.check;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A swarm as a checker sees it, after a round. */
public interface View {
    /** Rounds that have passed. */
    long round();

    /** Rounds that have passed since somebody last wrote, crashed, joined or left, or the network last lost datagrams. */
    long calmRounds();

    /** Agents that can ever be; they are numbered from 0. */
    int places();

    /** Whether an agent runs; nobody of number -1 does. */
    boolean running(int agent);

    /** Something that stands for an agent's present or last life, another one after each restart; null before the first. */
    @Nullable
    Object life(int agent);

    /** What an agent holds; null before its first life. */
    @Nullable
    State state(int agent);

    /** What an agent believes of the others; null before its first life. */
    @Nullable
    Roster roster(int agent);

    /** The number of the agent that a member is; -1 for one that somebody made up. */
    int indexOf(Member member);

    /** Datagrams that an agent has sent so far. */
    int sent(int agent);

    /** Of these, those that carried entries. */
    int payloads(int agent);

    /** The groups and units that an agent may act as leader of at this moment. */
    List<Long> led(int agent);

    /** Whether an entry is sealed by the owner it names. */
    boolean genuine(Entry entry);
}
