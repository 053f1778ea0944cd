package io.murmur.sim.engine;

import io.murmur.protocol.roster.Member;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of equal claims about members one that all rosters hold. A claim may be forgotten for another one, and threads may
 * miss each other's: then there are two of it, which costs memory and changes nothing.
 */
final class SharedMembers implements UnaryOperator<Member> {
    private static final int PLACES_MAX = 1 << 22;

    private final @Nullable Member[] recent;

    /** For swarms of so many agents. */
    SharedMembers(int agents) {
        recent = new Member[Math.min(PLACES_MAX, 4 * Integer.highestOneBit(agents))];
    }

    @Override
    public Member apply(Member claim) {
        int place = (int) claim.mark() & (recent.length - 1);
        Member known = recent[place];
        if (known != null && known.equals(claim)) {
            return known;
        }
        recent[place] = claim;
        return claim;
    }
}
