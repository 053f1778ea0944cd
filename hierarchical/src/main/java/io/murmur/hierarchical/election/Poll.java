package io.murmur.hierarchical.election;

import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * A question to the members that count, and who said yes; each counts once. It is asked twice, the second time of those
 * that said nothing; in a large group through relays, each time others, since nobody knows who is alive.
 */
final class Poll {
    private static final int ASKED_MAX = 2;

    /** How many more than a quorum are asked at first of those who are known to be alive. */
    private static final int SPARE = 2;

    private final Seat seat;
    private final Configuration configuration;
    private final Function<Slice, ElectionMessage.Circular> question;
    private final Runnable won;
    private final Ids alive;
    private Ids relays;
    private Ids granted = Ids.NONE;
    private Ids answered = Ids.NONE;
    private int asked;

    /**
     * A poll that was not begun.
     *
     * @param alive who is known to be alive
     * @param spent who relayed a moment ago, and is asked for that again only where there is nobody else
     * @param question for one member, with those whom it is to pass it on to
     * @param won is run once, when a quorum said yes
     */
    Poll(Seat seat, Ids alive, Ids spent, Function<Slice, ElectionMessage.Circular> question, Runnable won) {
        this.seat = seat;
        this.configuration = seat.configuration();
        this.alive = alive;
        this.relays = spent;
        this.question = question;
        this.won = won;
    }

    /** Asks the others, and then says yes itself. */
    void begin() {
        ask();
        add(seat.id);
    }

    /** Who said yes so far. */
    Ids granted() {
        return granted;
    }

    /** Who relayed, for this poll or the one before. */
    Ids relays() {
        return relays;
    }

    /** Takes an answer from a member: a yes, or a no that may tell of a higher term; a yes may come after a no. */
    void take(long from, boolean yes, long ownTerm) {
        answered = answered.contains(from) ? answered : answered.with(from);
        if (yes) {
            add(from);
        } else if (ownTerm > seat.term()) {
            seat.raise(ownTerm);
            seat.enter(new Follower(seat));
        }
    }

    private void add(long member) {
        if (!granted.contains(member)) {
            granted = granted.with(member);
            if (granted.size() == configuration.quorum()) {
                won.run();
            }
        }
    }

    /** Asks again, or gives up. */
    void fire() {
        if (asked < ASKED_MAX) {
            ask();
        } else {
            seat.failures++;
            seat.enter(new Follower(seat));
        }
    }

    private void ask() {
        asked++;
        seat.plan(seat.settings.candidacyNanos() / ASKED_MAX);
        seat.outbox.withdraw();
        int enough = asked > 1 || alive.size() == 0 ? Ids.MAX : configuration.quorum() - 1 + SPARE;
        for (List<Long> slice : inTheirTurn()) {
            if (enough > 0 && !isOnlyTheLeaderThatIsGone(slice)) {
                ask(slice);
                enough -= slice.size() == 1 ? 1 : countAlive(slice);
            }
        }
    }

    /** Before all others were asked, it is not asked in vain. */
    private boolean isOnlyTheLeaderThatIsGone(List<Long> slice) {
        return asked == 1 && slice.size() == 1 && slice.getFirst() == seat.allegiance.leader();
    }

    /**
     * Slices, or who is left: first those of whom most are known to be alive, then the asker's neighbours, so that not all
     * ask the same first.
     */
    private List<List<Long>> inTheirTurn() {
        List<Long> others = others();
        List<Long> silent = silent(others);
        boolean few = silent.size() <= seat.settings.directMax();
        List<List<Long>> slices = new ArrayList<>(Slices.few(few ? silent : others, seat.settings.directMax()));
        int own = configuration.members().indexOf(seat.id);
        Collections.rotate(
                slices, -own * slices.size() / configuration.members().size());
        slices.sort(Comparator.comparingInt(slice -> -countAlive(slice)));
        return slices;
    }

    private int countAlive(List<Long> slice) {
        return (int) slice.stream().filter(alive::contains).count();
    }

    private List<Long> others() {
        Ids members = configuration.members();
        List<Long> others = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            if (members.at(i) != seat.id) {
                others.add(members.at(i));
            }
        }
        return others;
    }

    private List<Long> silent(List<Long> members) {
        return members.stream().filter(member -> !answered.contains(member)).toList();
    }

    /** Asks those of a slice who said nothing yet. */
    private void ask(List<Long> slice) {
        List<Long> silent = silent(slice);
        if (silent.isEmpty()) {
            return;
        }
        long relay = silent.size() == 1 ? silent.getFirst() : relay(slice, silent);
        if (silent.size() > 1) {
            relays = relays.contains(relay) ? relays : relays.with(relay);
        }
        seat.send(relay, question.apply(configuration.slice(silent, relay)));
    }

    /** Somebody who is known to be alive, if possible, and did not relay yet; hardly the leader that is gone. */
    private long relay(List<Long> slice, List<Long> silent) {
        LongPredicate lives = member -> answered.contains(member) || alive.contains(member);
        LongPredicate follows = member -> member != seat.allegiance.leader();
        return fresh(slice, lives)
                .or(() -> fresh(silent, follows))
                .or(() -> silent.stream().filter(follows::test).findFirst())
                .orElseGet(silent::getFirst);
    }

    /** By dice: were it always the first ones, a group in which these are gone would never find a leader. */
    private Optional<Long> fresh(List<Long> members, LongPredicate which) {
        List<Long> fresh = members.stream()
                .filter(member -> !relays.contains(member) && which.test(member))
                .toList();
        return fresh.isEmpty() ? Optional.empty() : Optional.of(fresh.get(seat.dice.nextInt(fresh.size())));
    }
}
