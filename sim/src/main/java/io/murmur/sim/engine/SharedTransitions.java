package io.murmur.sim.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.murmur.protocol.host.Transitions;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import io.murmur.sim.chance.Mix;
import java.util.List;

/**
 * Lets agents that take the same step share the state it leads to, and computes its hashes once. What a state remembers
 * of its past is the one thing in which equal states may differ, so an agent that came another way gets a state with its
 * own past around the same trie: the outcome never depends on who was first.
 */
final class SharedTransitions implements Transitions {
    private static final int STEPS_MAX = 65_536;
    /** Rosters are large: those that a million agents have just left behind, and not many more. */
    private static final int BELIEFS_MAX = 4_096;

    private final Cache<Step, Taken> memory =
            Caffeine.newBuilder().maximumSize(STEPS_MAX).build();

    /** From which content, by which entries, as of which watermark. */
    private record Step(Hash before, Hash fresh, long watermark) {}

    private record Taken(State before, State after) {}

    private final Cache<Belief, Roster> beliefs =
            Caffeine.newBuilder().maximumSize(BELIEFS_MAX).build();

    /** A roster and a claim that it meets, by their marks. */
    private record Belief(long mark, long claim) {}

    @Override
    @SuppressWarnings("ReferenceEquality") // equal states may have different pasts; only the very same has the same
    public State apply(State before, List<Entry> fresh, long theirWatermark, Hasher hasher) {
        Step step = new Step(before.root(hasher), digest(fresh), theirWatermark);
        Taken taken = memory.getIfPresent(step);
        if (taken == null) {
            State computed = before.apply(fresh, theirWatermark);
            Taken mine = new Taken(before, computed);
            taken = memory.asMap().putIfAbsent(step, mine);
            if (taken == null || taken.before == before) {
                return taken == null ? computed : taken.after;
            }
        }
        return taken.before == before ? taken.after : before.followedBy(taken.after);
    }

    @Override
    public Roster apply(Roster before, Member claim) {
        Belief belief = new Belief(before.mark(), claim.mark());
        Roster known = beliefs.getIfPresent(belief);
        return known != null ? known : beliefs.asMap().computeIfAbsent(belief, missing -> before.with(claim));
    }

    /** Seals are no part of any hash, but of what is passed on: so they count here. */
    private static Hash digest(List<Entry> fresh) {
        long a = fresh.size();
        long b = 1;
        for (Entry entry : fresh) {
            Hash hash = entry.hash();
            a = Mix.of(a, hash.prefix());
            b = Mix.of(b, Mix.of(hash.hashCode(), entry.version(), sealed(entry)));
        }
        return Hash.of(a, b, 0, 0);
    }

    private static long sealed(Entry entry) {
        long seal = entry.sealLength();
        if (seal > 0) {
            for (byte each : entry.seal()) {
                seal = seal * 31 + each;
            }
        }
        return seal;
    }
}
