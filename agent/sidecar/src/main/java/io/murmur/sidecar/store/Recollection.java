package io.murmur.sidecar.store;

import io.murmur.protocol.roster.Address;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Version;
import java.util.List;

/**
 * What is remembered of an agent's life before.
 *
 * @param incarnation the highest of its earlier lives; -1 if this is the first
 * @param lastVersion the last version it gave or saw
 * @param watermark of the state it held
 * @param peers where it met others
 * @param entries that it held, of every scope
 */
public record Recollection(
        long incarnation, long lastVersion, long watermark, List<Address> peers, List<Entry> entries) {
    /** Of nothing. */
    public static final Recollection NOTHING = new Recollection(-1, Version.NEVER, Version.NEVER, List.of(), List.of());
}
