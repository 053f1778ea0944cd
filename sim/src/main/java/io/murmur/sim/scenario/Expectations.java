package io.murmur.sim.scenario;

/**
 * What a run is held to, beside the invariants. Rounds count from the end of what they wait for: the write, or the last
 * fault if that ends later, unless it says otherwise; 0 asks for nothing.
 *
 * @param heldByAllLive at the end all live agents hold everything written that any of them holds
 * @param convergedWithinRounds until all live agents hold an update
 * @param heldWithinRounds from each write, whatever goes wrong meanwhile, until all live agents hold it; nor may any update
 *     die with those that held it
 * @param noLiveDeclaredDead nobody ever believes an agent dead that never crashed
 * @param deadKnownWithinRounds until no live agent believes a crashed one alive
 * @param allKnownWithinRounds until all live agents believe all live agents alive
 * @param keysGoneWithinRounds until no live agent remembers a deleted key, not even as deleted
 * @param keysStayGoneForRounds until then, and for so many rounds more, no live agent holds a deleted key again once it has
 *     dropped it or taken over a watermark above its deletion; one that returned with it may hold it until it has met others
 * @param groupsWithinRounds until all live agents are of groups within their bounds, each with one leader that acts
 * @param oneTreeWithinRounds until all live agents are of one tree whose groups are all within their bounds, each with one
 *     leader that acts, and hear of its highest leader
 * @param nearbyMates at the end, the share of the members of an agent's group that are of its region, 0..1, on average
 * @param noWriteLost every write that an agent refused was told to its writer and as an event, and taken when tried again
 */
public record Expectations(
        boolean heldByAllLive,
        int convergedWithinRounds,
        int heldWithinRounds,
        boolean noLiveDeclaredDead,
        int deadKnownWithinRounds,
        int allKnownWithinRounds,
        int keysGoneWithinRounds,
        int keysStayGoneForRounds,
        int groupsWithinRounds,
        int oneTreeWithinRounds,
        double nearbyMates,
        boolean noWriteLost) {
    public Expectations {
        if (keysStayGoneForRounds > 0 && keysGoneWithinRounds == 0) {
            throw new IllegalArgumentException("keys that stay gone without ever having to go");
        }
    }

    /** That everything written arrives. */
    public static final Expectations ARRIVAL = new Expectations(true, 0, 0, false, 0, 0, 0, 0, 0, 0, 0, false);
}
