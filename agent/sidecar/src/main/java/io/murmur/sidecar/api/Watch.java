package io.murmur.sidecar.api;

import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.sidecar.api.Documents.ChangeDocument;
import io.murmur.sidecar.api.Documents.EntryDocument;
import io.murmur.sidecar.api.Documents.MemberDocument;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client that follows the feed by server-sent events. It is sent as much as its connection takes, and catches up from
 * the feed's history when it takes more; if it has fallen behind the history it is sent {@code reset}, and should read
 * everything anew. All but {@link #run} happens on the connection's loop.
 */
final class Watch implements Follower, Runnable {
    private static final int SLICE = 128;

    private final EventStream stream;
    private final Feed feed;
    private final Wanted wanted;
    private final AtomicBoolean told = new AtomicBoolean();
    private long position;

    /** Which changes a watch is about: entries of a scope, if any, whose keys begin with a prefix, members, or both. */
    record Wanted(@Nullable Scope scope, boolean members, Prefix prefix, long self) {
        boolean wants(Feed.Change change) {
            Entry entry = change.entry();
            return entry == null ? members : entry.scope() == scope && prefix.begins(entry.keyBytes());
        }
    }

    /** The beginning of keys. */
    static final class Prefix {
        private final byte[] bytes;

        Prefix(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        boolean begins(byte[] key) {
            return key.length >= bytes.length && Arrays.equals(key, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    Watch(EventStream stream, Feed feed, Wanted wanted) {
        this.stream = stream;
        this.feed = feed;
        this.wanted = wanted;
    }

    /** Begins after a position that an earlier watch was sent, or, where that is null or gone, now. */
    void begin(@Nullable String lastId, long heartbeatNanos) {
        long resumed = lastId == null ? feed.position() : feed.after(lastId);
        position = resumed < 0 ? feed.position() : resumed;
        stream.say("ready", feed.id(position - 1), "{}");
        if (resumed < 0) {
            reset();
        }
        feed.listen(this);
        stream.begin(heartbeatNanos, () -> feed.forget(this));
        drain();
    }

    /** Something changed; on any thread. */
    @Override
    public void run() {
        if (told.compareAndSet(false, true)) {
            stream.channel().eventLoop().execute(this::drain);
        }
    }

    @Override
    public void drain() {
        told.set(false);
        while (stream.takes()) {
            Feed.Slice slice = feed.from(position, SLICE);
            if (slice.lost()) {
                position = feed.position();
                reset();
                continue;
            }
            if (slice.changes().isEmpty()) {
                break;
            }
            for (Feed.Change change : slice.changes()) {
                position = change.position() + 1;
                if (wanted.wants(change)) {
                    stream.say("change", feed.id(change.position()), Json.text(document(change)));
                }
            }
        }
        stream.flush();
    }

    private ChangeDocument document(Feed.Change change) {
        Entry entry = change.entry();
        Member member = change.member();
        return new ChangeDocument(
                entry == null ? "member" : entry.isTombstone() ? "delete" : "put",
                entry == null ? null : EntryDocument.of(entry),
                member == null ? null : MemberDocument.of(member, wanted.self()),
                entry == null ? null : change.delayNanos() / 1_000_000);
    }

    private void reset() {
        stream.say("reset", feed.id(position - 1), "{\"reason\":\"the position asked for is no longer remembered\"}");
    }
}
