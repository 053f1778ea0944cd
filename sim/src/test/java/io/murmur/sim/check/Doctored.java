package io.murmur.sim.check;

import io.murmur.protocol.agent.Settings;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A swarm of three that is whatever a test says it is. */
final class Doctored implements View {
    static final int AGENTS = 3;

    final Hasher hasher = new Hasher();
    final @Nullable Object[] lives = {"a", "b", "c"};
    final boolean[] running = {true, true, true};
    final int[] sent = new int[AGENTS];
    final int[] payloads = new int[AGENTS];
    final List<List<Long>> led = new ArrayList<>(List.of(List.of(), List.of(), List.of()));
    final State[] states = new State[AGENTS];
    final Roster[] rosters = new Roster[AGENTS];
    boolean genuine = true;
    long round;
    long calm;

    Doctored() {
        for (int i = 0; i < AGENTS; i++) {
            states[i] = State.empty(Limits.DEFAULT);
            rosters[i] = roster(Status.ALIVE);
        }
    }

    static Bounds bounds() {
        return Bounds.of(Settings.lan(), AGENTS, 0, false, false);
    }

    /** An entry whose version is that many milliseconds. */
    Entry entry(String key, long millis, String value) {
        Origin origin = new Origin(Version.of(millis, 0), 7, Scope.SWARM);
        return Entry.put(origin, utf8(key), utf8(value), hasher);
    }

    Entry tombstone(String key, long millis) {
        return Entry.tombstone(new Origin(Version.of(millis, 0), 7, Scope.SWARM), utf8(key), hasher);
    }

    State state(Entry... entries) {
        return State.empty(Limits.DEFAULT).apply(List.of(entries));
    }

    /** All three, the last one believed to be so. */
    static Roster roster(Status last) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            Status status = i == AGENTS - 1 ? last : Status.ALIVE;
            members.add(new Member(i, new Address(0, i, 1), 0, status, ""));
        }
        return Roster.of(members);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public long round() {
        return round;
    }

    @Override
    public long calmRounds() {
        return calm;
    }

    @Override
    public int places() {
        return AGENTS;
    }

    @Override
    public boolean running(int agent) {
        return running[agent];
    }

    @Override
    public @Nullable Object life(int agent) {
        return lives[agent];
    }

    @Override
    public State state(int agent) {
        return states[agent];
    }

    @Override
    public Roster roster(int agent) {
        return rosters[agent];
    }

    @Override
    public int indexOf(Member member) {
        return (int) member.address().low();
    }

    @Override
    public int sent(int agent) {
        return sent[agent];
    }

    @Override
    public int payloads(int agent) {
        return payloads[agent];
    }

    @Override
    public List<Long> led(int agent) {
        return led.get(agent);
    }

    @Override
    public boolean genuine(Entry entry) {
        return genuine;
    }
}
