package io.murmur.protocol.roster;

/**
 * What the members of a roster add up to; sums, so that a change of one member moves them in constant time.
 *
 * @param size the number of members
 * @param live the number of members that are alive or suspect
 * @param dead the number of members that count as dead
 * @param digest the sum of the fingerprints
 * @param claims the sum of the marks
 */
record Totals(int size, int live, int dead, long digest, long claims) {
    static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    Totals plus(Member member) {
        return moved(member, 1);
    }

    Totals minus(Member member) {
        return moved(member, -1);
    }

    private Totals moved(Member member, int by) {
        return new Totals(
                size + by,
                live + (member.status().live() ? by : 0),
                dead + (member.status() == Status.DEAD ? by : 0),
                digest + by * member.fingerprint(),
                claims + by * member.mark());
    }
}
