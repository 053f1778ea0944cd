package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.wire.Message;
import java.util.ArrayDeque;

/** Whom an agent has still to tell of decrees, in the order in which it does: some in every interval. */
final class Tellings {
    private final Local local;
    private final HierarchySettings settings;
    private final ArrayDeque<Telling> queue = new ArrayDeque<>(0);
    private boolean planned;

    private record Telling(Contact to, TreeMessage message) {}

    Tellings(Local local, HierarchySettings settings) {
        this.local = local;
        this.settings = settings;
    }

    /** One more is to be told, unless it is this agent itself. */
    void add(Contact member, TreeMessage message) {
        if (member.id() != local.id()) {
            queue.add(new Telling(member, message));
        }
    }

    /** The time that was planned has come. */
    void fire() {
        planned = false;
        tell();
    }

    /** Tells as many as one interval allows. */
    void tell() {
        Telling next = queue.peek();
        for (int i = 0; next != null && i < settings.formation().tellings() && tell(next); i++) {
            queue.remove();
            next = queue.peek();
        }
        plan(settings.intervalNanos());
    }

    /** Whether it was possible now; else it is later. */
    private boolean tell(Telling telling) {
        return local.urge(telling.to().address(), new Message.Extension(TreeCodec.write(telling.message())));
    }

    /** Begins to tell right after the input at work. */
    void plan() {
        plan(0);
    }

    private void plan(long delayNanos) {
        if (!planned && !queue.isEmpty()) {
            planned = true;
            local.schedule(delayNanos, Timer.token(Hierarchy.DECREE_TIMER, 0));
        }
    }
}
