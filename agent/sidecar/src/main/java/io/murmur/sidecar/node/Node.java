package io.murmur.sidecar.node;

import io.murmur.protocol.agent.Identity;
import io.murmur.protocol.agent.Outcome;
import io.murmur.protocol.gossip.Convergence;
import io.murmur.protocol.host.Event;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.host.Refusal;
import io.murmur.protocol.host.Signer;
import io.murmur.protocol.host.Toolkit;
import io.murmur.protocol.host.Transitions;
import io.murmur.protocol.host.Verifier;
import io.murmur.protocol.merkle.Hash;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Address;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.roster.Status;
import io.murmur.protocol.roster.Zone;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Limits;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.State;
import io.murmur.protocol.wire.Bytes;
import io.murmur.sidecar.config.Config;
import io.murmur.sidecar.config.Config.Signatures;
import io.murmur.sidecar.security.Keyring;
import io.murmur.sidecar.security.SealVerifier;
import io.murmur.sidecar.store.Recollection;
import io.murmur.sidecar.store.Store;
import io.murmur.sidecar.transport.Addresses;
import io.netty.channel.EventLoop;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A running agent, as the rest of the process sees it: commands travel to the agent's loop and their outcome comes back,
 * and what the agent holds may be looked at from any thread.
 */
public final class Node implements AutoCloseable {
    private final Config config;
    private final EventLoop loop;
    private final Store store;
    private final Seat seat;
    private final Member self;
    private final Chores chores;
    private final Deliveries deliveries;
    private final Censuses censuses;
    private final CompletableFuture<Void> gone;
    private volatile boolean stopped;

    private Node(
            Config config,
            EventLoop loop,
            Store store,
            Seat seat,
            Member self,
            Chores chores,
            Deliveries deliveries,
            Censuses censuses,
            CompletableFuture<Void> gone) {
        this.config = config;
        this.loop = loop;
        this.store = store;
        this.seat = seat;
        this.self = self;
        this.chores = chores;
        this.deliveries = deliveries;
        this.censuses = censuses;
        this.gone = gone;
    }

    /**
     * Starts an agent: when this returns it is bound and looks for its swarm.
     *
     * @param loop owns the agent; others may sit on the same one
     * @param store closed with the node
     */
    public static Node start(Config config, Keyring keyring, Store store, EventLoop loop, List<Observer> observers)
            throws InterruptedException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Chores chores = new Chores(store);
        List<Observer> all = new ArrayList<>(observers);
        all.add(new Farewell(gone));
        all.add(chores);
        Deliveries deliveries = new Deliveries();
        all.add(deliveries);
        Censuses censuses = new Censuses();
        all.add(censuses);
        Seat seat = Seat.open(config, keyring, store.contents(), loop, Observer.of(all));
        try {
            Recollection recollection = store.recall();
            Member self = self(config, seat, store, recollection.incarnation() + 1);
            store.incarnation(self.incarnation());
            Seeds seeds = new Seeds(config.agent().join(), recollection.peers());
            List<Address> first = seeds.resolve();
            Node node = new Node(config, loop, store, seat, self, chores, deliveries, censuses, gone);
            loop.submit(() -> node.begin(recollection, first)).sync();
            chores.begin(node, seeds, config);
            return node;
        } catch (RuntimeException | InterruptedException e) {
            seat.closePort();
            throw e;
        }
    }

    /** What an agent of that configuration is called. */
    public static String name(Config config) {
        return Names.of(config.agent().name(), Member.NAME_BYTES_MAX);
    }

    private static Member self(Config config, Seat seat, Store store, long incarnation) {
        String name = name(config);
        Address address = Names.advertised(config.agent().advertise(), seat.bound());
        Zone zone = new Zone(config.agent().zone());
        return new Member(store.owner().id(), address, incarnation, Status.ALIVE, name, zone);
    }

    private void begin(Recollection recollection, List<Address> seeds) {
        Hasher hasher = new Hasher();
        Limits limits = config.settings().limits();
        boolean signed = config.security().signatures() == Signatures.ED25519;
        Signer signer = signed ? store.owner() : content -> new byte[0];
        Verifier verifier = signed ? new SealVerifier(hasher, config.caches().verified()) : entry -> true;
        RecentEntries entries =
                new RecentEntries(hasher, limits, config.caches().decoded());
        Toolkit tools = new Toolkit(hasher, entries, Transitions.COMPUTED, verifier);
        long seed = new SecureRandom().nextLong();
        Identity identity = new Identity(self, signer, seed, recollection.lastVersion());
        State state = restored(recollection, limits, false).collect(recollection.watermark());
        State home = restored(recollection, limits, true);
        seat.seat(identity, config, tools, state, home, seeds, store.keeper());
    }

    private static State restored(Recollection recollection, Limits limits, boolean home) {
        List<Entry> entries = recollection.entries().stream()
                .filter(entry -> (entry.scope() == Scope.AGENT) == home)
                .toList();
        return State.empty(limits).apply(entries);
    }

    // --- what it is ------------------------------------------------------------------------------------------------

    /** The agent as it began. */
    public Member self() {
        return self;
    }

    public Config config() {
        return config;
    }

    /** What the agent holds now. */
    public View view() {
        View view = seat.view();
        if (view == null) {
            throw new IllegalStateException("a node that has started has a view");
        }
        return view;
    }

    /** The time that the agent reckons with, in nanoseconds since the Unix epoch. */
    public long nowNanos() {
        return seat.nowNanos();
    }

    /**
     * Calls back on the agent's loop, which must not be kept, whenever who leads the agent's group has changed or its
     * lease was renewed. That a lease ran out is for the listener to notice: the loop may be the one that hangs.
     */
    public void listen(Runnable onLeadership) {
        seat.listen(onLeadership);
    }

    public void forget(Runnable onLeadership) {
        seat.forget(onLeadership);
    }

    // --- what it can be asked --------------------------------------------------------------------------------------

    /** Writes a value; the outcome comes when the agent is ready for it. */
    public CompletableFuture<Outcome> put(byte[] key, byte[] value, Scope scope) {
        return put(key, value, scope, Creation.UNTRACED);
    }

    /** The same, within a trace if there is one. */
    public CompletableFuture<Outcome> put(byte[] key, byte[] value, Scope scope, Creation creation) {
        return write((agent, now) -> agent.put(now, key, value, scope, creation.at(now)));
    }

    /** Writes a value that is too long to travel with its key. */
    public CompletableFuture<Outcome> refer(byte[] key, byte[] value, Scope scope, Creation creation) {
        Hash content = new Hasher().value(value, 0, value.length);
        if (!store.contents().keep(content, Bytes.copyOf(value, 0, value.length))) {
            return CompletableFuture.completedFuture(new Outcome.Refused(Refusal.FULL));
        }
        return write((agent, now) -> agent.refer(now, key, content, value.length, scope, creation.at(now)));
    }

    /** The value of a reference, fetched from others if it is not here; null where nobody has it. */
    public CompletableFuture<@Nullable Bytes> content(Entry reference) {
        Bytes held = store.contents().get(reference.reference());
        if (held != null) {
            return CompletableFuture.completedFuture(held);
        }
        CompletableFuture<Boolean> delivered = deliveries.await(reference.reference());
        return ask((agent, now) -> agent.fetch(now, reference))
                .thenCompose(begun -> begun && store.contents().get(reference.reference()) == null
                        ? delivered
                        : CompletableFuture.completedFuture(false))
                .thenApply(here -> store.contents().get(reference.reference()));
    }

    /** Deletes a key. */
    public CompletableFuture<Outcome> delete(byte[] key, Scope scope, Creation creation) {
        return write((agent, now) -> agent.delete(now, key, scope, creation.at(now)));
    }

    /** How far the group agrees on what is at a place; null where nothing is known. */
    public CompletableFuture<Convergence.@Nullable Estimate> convergence(Hash place) {
        return ask((agent, now) -> agent.convergence(place));
    }

    /** How many agents the swarm has, and what they hold. */
    public CompletableFuture<Counted> count() {
        CompletableFuture<Counted> answer = new CompletableFuture<>();
        onLoop(() -> seat.command((agent, now) -> censuses.begin(agent, now, answer)), answer);
        return answer;
    }

    /** Tells the agent where its seeds are. */
    void seeds(List<Address> seeds) {
        CompletableFuture<Boolean> told = ask((agent, now) -> {
            agent.seeds(now, seeds);
            return true;
        });
        told.exceptionally(stopped -> false);
    }

    /** Leaves gracefully; completes when the agent is gone. */
    public CompletableFuture<Void> leave() {
        CompletableFuture<Boolean> leaving = ask((agent, now) -> {
            agent.leave(now);
            return true;
        });
        return leaving.thenCompose(told -> gone);
    }

    private <T extends @Nullable Object> CompletableFuture<T> ask(Seat.Command<T> command) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        onLoop(() -> answer.complete(seat.command(command)), answer);
        return answer;
    }

    private CompletableFuture<Outcome> write(Seat.Command<Outcome> command) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        onLoop(() -> seat.write(command, outcome), outcome);
        return outcome;
    }

    private void onLoop(Runnable task, CompletableFuture<?> answer) {
        try {
            loop.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
    }

    /** Whether it has not been stopped. */
    public boolean running() {
        return !stopped;
    }

    /** Stops at once, as a crash would: nobody is told, and what has not been saved is lost. */
    public void kill() {
        stop();
        store.close();
    }

    /** Stops at once and keeps what the agent held; {@link #leave} first to have the others told. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stop();
        View last = view();
        store.save(last.state(), last.home(), last.roster(), last.lastVersion());
        store.close();
    }

    private void stop() {
        stopped = true;
        chores.end();
        loop.submit(seat::stop).syncUninterruptibly();
        seat.closePort();
    }

    /** Tells when the agent is gone. */
    private record Farewell(CompletableFuture<Void> gone) implements Observer {
        @Override
        public void event(Event event) {
            if (event instanceof Event.LifecycleChanged(Lifecycle lifecycle) && lifecycle == Lifecycle.LEFT) {
                gone.complete(null);
            }
        }
    }

    /** For humans: name, identifier and address. */
    @Override
    public String toString() {
        return self.name() + " " + Long.toHexString(self.id()) + " at " + Addresses.text(self.address());
    }
}
