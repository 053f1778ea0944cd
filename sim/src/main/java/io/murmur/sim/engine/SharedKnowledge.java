package io.murmur.sim.engine;

import com.github.benmanes.caffeine.cache.Interner;
import io.murmur.hierarchical.agent.Sharing;

/** Keeps one of all equal values, as long as an agent holds it. */
final class SharedKnowledge implements Sharing {
    private final Interner<Object> values = Interner.newWeakInterner();

    @Override
    @SuppressWarnings("unchecked") // an interner gives back an equal of what it was given
    public <T> T shared(T value) {
        return (T) values.intern(value);
    }
}
