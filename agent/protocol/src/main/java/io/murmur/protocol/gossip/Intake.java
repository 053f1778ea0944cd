package io.murmur.protocol.gossip;

import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Event.Ignorance;
import io.murmur.protocol.host.Extension;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.Version;
import io.murmur.protocol.wire.CreationContext;
import io.murmur.protocol.wire.DatagramReader;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges what comes in: judges each entry, takes the fresh ones in one step, and passes them on as rumours. */
public final class Intake {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Local local;
    private final GossipSettings settings;
    private final Rumours rumours;
    private final Watermarks watermarks;
    private final Contents contents;
    private final @Nullable Convergence convergence;
    private final Extension extension;
    private @Nullable Lag lag;
    private boolean learnt;

    Intake(
            Local local,
            GossipSettings settings,
            Rumours rumours,
            Watermarks watermarks,
            Contents contents,
            @Nullable Convergence convergence,
            Extension extension) {
        this.local = local;
        this.settings = settings;
        this.rumours = rumours;
        this.watermarks = watermarks;
        this.contents = contents;
        this.convergence = convergence;
        this.extension = extension;
    }

    /**
     * Merges the entries that a datagram pushes; the first thing to do with one.
     *
     * @param reach how far entries must get that this agent shares with the sender; the others are ignored
     */
    public void take(DatagramReader datagram, Scope reach) {
        List<Message.Push> fresh = List.of();
        long watermark = watermarks.meet(datagram, reach);
        for (Message message : datagram.messages()) {
            if (message instanceof Message.Push push && admit(push, fresh, watermark, datagram.sender(), reach)) {
                fresh = with(fresh, push);
            }
        }
        learnt = !fresh.isEmpty();
        if (learnt) {
            merge(entries(fresh), watermark);
            for (Message.Push push : fresh) {
                if (fresh.size() == 1 || holds(push.entry())) {
                    applied(push, datagram, reach);
                } else {
                    ignored(push, datagram.sender(), Ignorance.STALE);
                }
            }
        }
    }

    private static List<Entry> entries(List<Message.Push> pushes) {
        List<Entry> entries = new ArrayList<>(pushes.size());
        for (Message.Push push : pushes) {
            entries.add(push.entry());
        }
        return entries;
    }

    /** Not so for an entry of which the same datagram brought a later version, or that found no room beside the others. */
    private boolean holds(Entry entry) {
        return entry.equals(local.state().get(entry.key()));
    }

    /** Merges one entry that was put together from fragments, the last of which is in the datagram at work. */
    void take(Message.Push whole, DatagramReader last, Scope reach) {
        long watermark = watermarks.meet(last, reach);
        if (admit(whole, List.of(), watermark, last.sender(), reach)) {
            merge(List.of(whole.entry()), watermark);
            applied(whole, last, reach);
        }
    }

    /** How long news takes from its writer to this agent. */
    Lag lag() {
        Lag known = lag;
        if (known == null) {
            known = new Lag(local, settings);
            lag = known;
        }
        return known;
    }

    /** Whether news keeps coming straight from writers. */
    boolean streaming() {
        return lag != null && lag.streaming();
    }

    /** Whether the datagram at work taught this agent an entry. */
    boolean learnt(DatagramReader datagram) {
        return datagram.news() && learnt;
    }

    /** Merges an entry of this agent's own. */
    void wrote(Entry entry, @Nullable CreationContext context) {
        merge(List.of(entry), Version.NEVER);
        local.follow(entry, context);
        if (convergence != null) {
            convergence.applied(entry, local.nowNanos());
        }
        local.observe(new Event.EntryWritten(entry, context));
    }

    private void merge(List<Entry> fresh, long theirWatermark) {
        local.state(local.tools()
                .transitions()
                .apply(local.state(), fresh, theirWatermark, local.tools().hasher()));
    }

    private static List<Message.Push> with(List<Message.Push> fresh, Message.Push push) {
        if (fresh.isEmpty()) {
            return List.of(push);
        }
        List<Message.Push> grown = fresh.size() == 1 ? new ArrayList<>(fresh) : fresh;
        grown.add(push);
        return grown;
    }

    private boolean admit(Message.Push push, List<Message.Push> before, long theirWatermark, long from, Scope reach) {
        Entry entry = push.entry();
        Ignorance reason = !entry.scope().reaches(reach)
                ? Ignorance.OUT_OF_SCOPE
                : repeats(entry, before) ? Ignorance.DUPLICATE : reasonToIgnore(entry, theirWatermark);
        if (reason != null) {
            ignored(push, from, reason);
        }
        return reason == null;
    }

    private void ignored(Message.Push push, long from, Ignorance reason) {
        local.observe(new Event.EntryIgnored(push.entry(), from, reason, push.context()));
    }

    /** Whether the same datagram brought this entry before. */
    private static boolean repeats(Entry entry, List<Message.Push> before) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).entry().equals(entry)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Ignorance reasonToIgnore(Entry entry, long theirWatermark) {
        Ignorance reason = switch (local.state().judge(entry, theirWatermark)) {
            case FRESH -> null;
            case DUPLICATE -> Ignorance.DUPLICATE;
            case STALE -> Ignorance.STALE;
            case BEHIND_WATERMARK -> Ignorance.BEHIND_WATERMARK;
            case TOO_LARGE -> Ignorance.TOO_LARGE;
            case FULL -> Ignorance.FULL;
        };
        if (reason != null) {
            return reason;
        }
        if (watermarks.overtaken(entry, theirWatermark)) {
            return Ignorance.BEHIND_WATERMARK;
        }
        if (!local.clock().believes(entry.version(), local.nowNanos())) {
            return Ignorance.AHEAD_OF_TIME;
        }
        return local.tools().verifier().genuine(entry) ? null : Ignorance.FORGED;
    }

    private boolean tellsOn(int hops) {
        return Spread.of(settings.fanout(), Math.max(1, local.peers()), 0).tellsOn(hops);
    }

    private void applied(Message.Push push, DatagramReader datagram, Scope reach) {
        Entry entry = push.entry();
        int hops = push.hops();
        CreationContext context = push.context();
        local.clock().witness(entry.version(), local.nowNanos());
        if (convergence != null) {
            convergence.applied(entry, local.nowNanos());
        }
        long delay = Math.max(0, local.nowNanos() - Version.millis(entry.version()) * NANOS_PER_MILLI);
        local.observe(new Event.EntryApplied(entry, datagram.sender(), hops, delay, context));
        local.follow(entry, context == null ? null : context.next());
        boolean near = reach == Scope.GROUP;
        if (hops == 1 && near) { // straight from its writer, and not by a repair
            lag().seen(delay);
        }
        contents.applied(entry);
        if (!extension.applied(entry, hops, datagram) && (!near || tellsOn(hops))) {
            rumours.add(entry, near ? hops : 1); // here it is the first to hear of it
        }
    }
}
