package io.murmur.hierarchical.spread;

import io.murmur.protocol.host.Allowance;
import java.util.List;

/**
 * The knobs of dissemination along the tree.
 *
 * @param payloadsMax datagrams with entries that an agent sends in one interval, at most; 1 or more
 * @param datagramsMax datagrams of any kind that it sends in one interval, at most; {@code payloadsMax} or more
 * @param copies agents of one group that get an update from outside: its leader and the first of its deputies; 1..16
 * @param starters the most nodes of the unit above that a writer tells, 1..16
 * @param resendNanos after which an unanswered job is sent again, 1 ms at least; twice as long after each time. An answer that
 *     finds no room in its interval comes in the next one: this long at least it should have
 * @param attemptsMax how often one is sent, 1..16
 * @param announcements how many mates are told of an entry in the rounds after it is known, round by round
 * @param announcementNanos between two such rounds
 * @param waitingMax datagrams with entries that may wait to be sent before writers are told to wait, 1 or more
 * @param announcedMax entries that may be announced at a time before writers are told to wait, 1 or more
 * @param directMax up to so many peers in a swarm of one group a writer tells everyone itself, and gossip does the rest
 */
public record SpreadSettings(
        int payloadsMax,
        int datagramsMax,
        int copies,
        int starters,
        long resendNanos,
        int attemptsMax,
        List<Integer> announcements,
        long announcementNanos,
        int waitingMax,
        int announcedMax,
        int directMax) {
    private static final long MILLI = 1_000_000L;

    public SpreadSettings {
        if (payloadsMax < 1 || resendNanos < MILLI || announcementNanos < MILLI) {
            throw new IllegalArgumentException("payloads and times of dissemination are positive");
        }
        if (attemptsMax < 1 || attemptsMax > 16) {
            throw new IllegalArgumentException(attemptsMax + " attempts: not within 1..16");
        }
        if (waitingMax < 1 || announcedMax < 1) {
            throw new IllegalArgumentException("nothing could ever be written");
        }
        if (datagramsMax < payloadsMax) {
            throw new IllegalArgumentException(payloadsMax + " payloads in " + datagramsMax + " datagrams");
        }
        if (copies < 1 || copies > 16 || starters < 1 || starters > 16) {
            throw new IllegalArgumentException(copies + " copies, " + starters + " starters: not within 1..16");
        }
        announcements = List.copyOf(announcements);
    }

    /**
     * Of the datagrams in one interval, those kept for what must not wait, elections: half of all where somebody is to be
     * elected, who asks many at once, through relays that have much else to say.
     */
    public int urgentMax(boolean led) {
        return led ? (datagramsMax - payloadsMax) / 3 : datagramsMax / 2;
    }

    /** The bound on what an agent sends in one interval of so many nanoseconds. */
    public Allowance allowance(long intervalNanos) {
        return new Allowance(datagramsMax, payloadsMax, urgentMax(true), intervalNanos);
    }

    /** With other bounds on what an agent sends in an interval. */
    public SpreadSettings withBounds(int payloads, int datagrams) {
        return new SpreadSettings(
                payloads,
                datagrams,
                copies,
                starters,
                resendNanos,
                attemptsMax,
                announcements,
                announcementNanos,
                waitingMax,
                announcedMax,
                directMax);
    }

    /** For a local network. */
    public static SpreadSettings lan() {
        return new SpreadSettings(20, 32, 7, 16, 200 * MILLI, 4, List.of(4, 2), 20 * MILLI, 80, 1_024, 12);
    }
}
