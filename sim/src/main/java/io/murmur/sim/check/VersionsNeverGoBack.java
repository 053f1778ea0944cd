package io.murmur.sim.check;

import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.State;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 1: within one life of an agent no key's version goes back. What may happen to an entry is that a higher one
 * takes its place, that a tombstone disappears behind a watermark that the agent has raised, or that it disappears
 * because the one whose watermark is the highest has collected it.
 */
public final class VersionsNeverGoBack implements Checker {
    private static final int STEPS_MAX = 100_000;

    private final Findings findings = new Findings("versions never go back");
    private final Set<Step> known = new HashSet<>();
    private @Nullable Object[] lives = new Object[0];
    private @Nullable State[] states = new State[0];

    /** A transition that was found to be right: agents that agree take the same. */
    private record Step(Hash before, Hash after) {}

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        if (states.length != view.places()) {
            lives = new Object[view.places()];
            states = new State[view.places()];
        }
        State foremost = foremost(view);
        for (int agent = 0; agent < states.length; agent++) {
            State now = view.state(agent);
            State before = states[agent];
            Object life = view.life(agent);
            if (before != null && now != null && Objects.equals(life, lives[agent]) && !before.equals(now)) {
                compare(view.round(), agent, before, now, foremost);
            }
            states[agent] = now;
            lives[agent] = life;
        }
    }

    /** The state with the highest watermark: what others drop in order to follow it, it must not hold. */
    private static @Nullable State foremost(View view) {
        State foremost = null;
        for (int agent = 0; agent < view.places(); agent++) {
            State state = view.running(agent) ? view.state(agent) : null;
            if (state != null && (foremost == null || state.watermark() > foremost.watermark())) {
                foremost = state;
            }
        }
        return foremost;
    }

    private void compare(long round, int agent, State before, State now, @Nullable State foremost) {
        Step step = new Step(before.root(), now.root());
        if (known.contains(step)) {
            return;
        }
        boolean[] right = {true};
        boolean raised = now.watermark() > before.watermark();
        now.trie().forEachMissing(before.trie(), entry -> {
            Entry held = now.get(entry.key());
            boolean own = raised && entry.isTombstone() && entry.version() <= now.watermark();
            boolean collected = own || collected(foremost, entry);
            if (!collected && (held == null || !held.supersedes(entry))) {
                right[0] = false;
                findings.add(round, "agent " + agent + " held " + entry + " and now holds " + held);
            }
        });
        if (now.watermark() < before.watermark()) {
            right[0] = false;
            findings.add(round, "agent " + agent + " lowered its watermark");
        }
        if (right[0] && known.size() < STEPS_MAX) {
            known.add(step);
        }
    }

    private static boolean collected(@Nullable State foremost, Entry entry) {
        return foremost != null && entry.version() <= foremost.watermark() && !entry.equals(foremost.get(entry.key()));
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
