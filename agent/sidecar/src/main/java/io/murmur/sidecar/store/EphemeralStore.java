package io.murmur.sidecar.store;

import io.murmur.hierarchical.agent.Keeper;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Roster;
import io.murmur.protocol.state.State;
import io.murmur.sidecar.security.OwnerKey;
import java.security.SecureRandom;
import java.util.HashMap;

/** The memory of an agent that forgets everything at its end: each life is another agent. */
public final class EphemeralStore implements Store {
    private final Contents contents;
    private final OwnerKey owner = OwnerKey.generate(new SecureRandom(), new Hasher());
    private final Keeper keeper = new Elections(new HashMap<>(), new HashMap<>(), () -> {}, this);

    /**
     * The memory of a new agent.
     *
     * @param contentBytesMax the most bytes of values by reference
     */
    public EphemeralStore(long contentBytesMax) {
        contents = new Contents(contentBytesMax);
    }

    @Override
    public Contents contents() {
        return contents;
    }

    @Override
    public OwnerKey owner() {
        return owner;
    }

    @Override
    public Keeper keeper() {
        return keeper;
    }

    @Override
    public Recollection recall() {
        return Recollection.NOTHING;
    }

    @Override
    public void incarnation(long incarnation) {}

    @Override
    public void save(State state, State home, Roster roster, long lastVersion) {}

    @Override
    public void close() {}
}
