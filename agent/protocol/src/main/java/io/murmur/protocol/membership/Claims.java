package io.murmur.protocol.membership;

import io.murmur.protocol.host.Local;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.wire.DatagramWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims about members that are still to be told, each a bounded number of times (SWIM §4.1): they ride on whatever
 * datagram goes out. A newer claim about a member takes the place of the older one.
 *
 * <p>Most agents have nothing to tell most of the time; they hold the shared empty list.
 */
final class Claims {
    private final Local local;
    private List<Claim> claims = List.of();
    private int cursor;

    private static final class Claim {
        final Member member;
        final long source;
        int told;

        Claim(Member member, long source) {
            this.member = member;
            this.source = source;
        }
    }

    Claims(Local local) {
        this.local = local;
    }

    void add(Member member, long source) {
        if (claims.isEmpty()) {
            claims = new ArrayList<>(2);
        }
        claims.removeIf(claim -> claim.member.id() == member.id());
        claims.add(new Claim(member, source));
    }

    void clear() {
        claims = List.of();
        cursor = 0;
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    /** Whether there is a claim that was never told. */
    boolean fresh() {
        for (Claim claim : claims) {
            if (claim.told == 0) {
                return true;
            }
        }
        return false;
    }

    /** Appends claims in turn, as many as fit {@code bytesMax}. */
    void fill(DatagramWriter datagram, int bytesMax) {
        forget();
        int roomLeft = datagram.room() - bytesMax;
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(cursor % claims.size());
            int before = datagram.room();
            if (before <= roomLeft || !datagram.update(claim.member, claim.source)) {
                return;
            }
            claim.told++;
            cursor = (cursor + 1) % claims.size();
        }
    }

    /** Whoever is not in the roster is of another group by now, and of no concern to this one. */
    private void forget() {
        if (!claims.isEmpty()) {
            claims.removeIf(claim -> local.roster().find(claim.member.id()) == null);
        }
    }

    /** Drops what has been told {@code tellings} times; only if there is any. */
    void drop(int tellings) {
        claims.removeIf(claim -> claim.told >= tellings);
        if (claims.isEmpty()) {
            claims = List.of();
        }
    }
}
