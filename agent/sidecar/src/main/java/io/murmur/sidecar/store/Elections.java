package io.murmur.sidecar.store;

import io.murmur.hierarchical.agent.Keeper;
import io.murmur.hierarchical.election.Configuration;
import io.murmur.hierarchical.election.Kept;
import io.murmur.hierarchical.wire.Electorate;
import io.murmur.hierarchical.wire.Ids;
import io.murmur.hierarchical.wire.Stamp;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What an agent must not forget of the elections of its groups: of the last {@value #WHOLE_MAX} groups all of it, of some
 * more only that it was a member, so that it does not vote again where it may have voted before. What is written down of
 * a group and cannot be read counts as lost, and stays so. Also which group the agent is a member of.
 */
final class Elections implements Keeper {
    static final int WHOLE_MAX = 32;
    static final int KNOWN_MAX = 1_024;
    private static final int BYTES = 5 * Long.BYTES + 3 * Integer.BYTES + 1;

    private static final String GROUP = "group";

    private final Map<Long, byte[]> groups;
    private final Map<String, byte[]> facts;
    private final Runnable durable;
    private final Object lock;

    /**
     * In maps that may hold what was kept before.
     *
     * @param groups what is kept of each group
     * @param facts of the agent itself
     * @param durable returns when what is in the map is safe
     * @param lock held while a map is changed
     */
    Elections(Map<Long, byte[]> groups, Map<String, byte[]> facts, Runnable durable, Object lock) {
        this.groups = groups;
        this.facts = facts;
        this.durable = durable;
        this.lock = lock;
    }

    /** The first configuration is written down when it is given: later ones are told before they hold. */
    @Override
    public Kept kept(long group, Configuration founding) {
        synchronized (lock) {
            byte[] bytes = groups.get(group);
            if (bytes == null) {
                Kept fresh = Kept.fresh(founding);
                write(group, fresh);
                return fresh;
            }
            Kept kept = read(bytes);
            return kept.abstains() ? Kept.lost(founding) : kept;
        }
    }

    @Override
    public void keep(long group, long term, long vote) {
        synchronized (lock) {
            Kept before = known(group);
            write(group, new Kept(term, vote, before.configuration(), before.abstains()));
        }
    }

    @Override
    public void keep(long group, Configuration configuration) {
        synchronized (lock) {
            Kept before = known(group);
            write(group, new Kept(before.term(), before.vote(), configuration, before.abstains()));
        }
    }

    @Override
    public long group() {
        synchronized (lock) {
            byte[] bytes = facts.get(GROUP);
            return bytes == null || bytes.length != Long.BYTES
                    ? 0
                    : ByteBuffer.wrap(bytes).getLong();
        }
    }

    @Override
    public void group(long group) {
        synchronized (lock) {
            if (group != group()) {
                facts.put(GROUP, ByteBuffer.allocate(Long.BYTES).putLong(group).array());
                durable.run();
            }
        }
    }

    private Kept known(long group) {
        byte[] bytes = groups.get(group);
        return bytes == null ? Kept.lost(Configuration.NONE) : read(bytes);
    }

    private void write(long group, Kept kept) {
        Configuration configuration = kept.configuration();
        Ids members = configuration.members();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES + members.size() * Long.BYTES)
                .putLong(lastTurn() + 1)
                .put((byte) (kept.abstains() ? 1 : 0))
                .putLong(kept.term())
                .putLong(kept.vote())
                .putLong(configuration.stamp().term())
                .putInt(configuration.stamp().number())
                .putLong(configuration.first())
                .putInt(configuration.quorum())
                .putInt(members.size());
        for (int i = 0; i < members.size(); i++) {
            bytes.putLong(members.at(i));
        }
        groups.put(group, bytes.array());
        forgetOldest();
        durable.run();
    }

    private static Kept read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            long turn = in.getLong();
            boolean whole = turn > 0 && in.get() == 0;
            long term = in.getLong();
            long vote = in.getLong();
            Stamp stamp = new Stamp(in.getLong(), in.getInt());
            long first = in.getLong();
            int quorum = in.getInt();
            int count = in.getInt();
            if (whole && count >= 0 && count <= Ids.MAX && in.remaining() == count * Long.BYTES) {
                long[] members = new long[count];
                in.asLongBuffer().get(members);
                Electorate electorate = new Electorate(Ids.of(members), quorum);
                return new Kept(term, vote, new Configuration(stamp, electorate, first), false);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Kept.lost(Configuration.NONE);
        }
        return Kept.lost(Configuration.NONE);
    }

    private static long turn(byte[] bytes) {
        return bytes.length < Long.BYTES ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    private long lastTurn() {
        return groups.values().stream().mapToLong(Elections::turn).max().orElse(0);
    }

    /** Of older groups only a turn is left, of still older ones nothing. */
    private void forgetOldest() {
        if (groups.size() <= WHOLE_MAX) {
            return;
        }
        List<Map.Entry<Long, byte[]>> latest = new ArrayList<>(groups.entrySet());
        latest.sort(Comparator.comparingLong(entry -> -turn(entry.getValue())));
        for (int i = WHOLE_MAX; i < latest.size(); i++) {
            long group = latest.get(i).getKey();
            byte[] bytes = latest.get(i).getValue();
            if (i >= KNOWN_MAX) {
                groups.remove(group);
            } else if (bytes.length > Long.BYTES) {
                groups.put(
                        group,
                        ByteBuffer.allocate(Long.BYTES).putLong(turn(bytes)).array());
            }
        }
    }
}
