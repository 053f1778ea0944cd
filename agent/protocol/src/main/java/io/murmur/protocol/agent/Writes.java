package io.murmur.protocol.agent;

import io.murmur.protocol.gossip.Gossip;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.host.Signer;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Origin;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.state.Verdict;
import io.murmur.protocol.wire.CreationContext;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the application writes: entries get a version and a seal, or are refused with the reason, and nothing changes. */
final class Writes {
    private final Local local;
    private final Limits limits;
    private final Signer signer;
    private final Gossip gossip;
    private State home;

    Writes(Local local, Limits limits, Signer signer, Gossip gossip, State home) {
        this.local = local;
        this.limits = limits;
        this.signer = signer;
        this.gossip = gossip;
        this.home = home;
    }

    /** The entries of {@link Scope#AGENT}. */
    State home() {
        return home;
    }

    Outcome put(byte[] key, byte[] value, Scope scope, @Nullable CreationContext context) {
        if (value.length > limits.valueBytesMax()) {
            return refused(Refusal.VALUE_SIZE);
        }
        return write(
                key,
                scope,
                context,
                origin -> Entry.put(origin, key, value, local.tools().hasher()));
    }

    Outcome refer(byte[] key, Hash content, long contentBytes, Scope scope, @Nullable CreationContext context) {
        return write(
                key,
                scope,
                context,
                origin -> Entry.reference(
                        origin, key, content, contentBytes, local.tools().hasher()));
    }

    Outcome delete(byte[] key, Scope scope, @Nullable CreationContext context) {
        return write(
                key,
                scope,
                context,
                origin -> Entry.tombstone(origin, key, local.tools().hasher()));
    }

    private Outcome write(byte[] key, Scope scope, @Nullable CreationContext context, Function<Origin, Entry> entry) {
        if (key.length == 0 || key.length > limits.keyBytesMax()) {
            return refused(Refusal.KEY_SIZE);
        }
        if (local.lifecycle().leaving()) {
            return refused(Refusal.LEAVING);
        }
        if (!gossip.ready()) {
            return refused(Refusal.BUSY);
        }
        Entry unsealed = entry.apply(new Origin(local.clock().tick(local.nowNanos()), local.id(), scope));
        Entry sealed = unsealed.sealed(signer.seal(unsealed.contentHash()));
        State target = scope == Scope.AGENT ? home : local.state();
        if (target.judge(sealed) != Verdict.FRESH) {
            return refused(Refusal.FULL);
        }
        if (scope == Scope.AGENT) {
            keep(sealed, context);
        } else {
            gossip.wrote(sealed, context);
        }
        return new Outcome.Written(sealed);
    }

    private void keep(Entry entry, @Nullable CreationContext context) {
        home = home.apply(List.of(entry));
        if (entry.isTombstone()) {
            home = home.collect(entry.version()); // nobody else has to hear of it
        }
        local.observe(new Event.EntryWritten(entry, context));
    }

    private Outcome refused(Refusal reason) {
        local.observe(new Event.WriteRefused(reason));
        return new Outcome.Refused(reason);
    }
}
