package io.murmur.sidecar.node;

import io.murmur.protocol.host.Event;
import io.murmur.sidecar.security.Opening;
import java.util.List;

/**
 * Learns of everything that happens to an agent, on its loop's thread: it must be quick, and must not call the agent.
 */
public interface Observer {
    /** The kernel did something. */
    default void event(Event event) {}

    /** A datagram arrived; {@code bytes} is its UDP payload. */
    default void received(Opening opening, int bytes) {}

    /** A datagram was sent; {@code bytes} is its UDP payload. */
    default void sent(int bytes) {}

    /** A datagram could not be sent, since too many wait already. */
    default void unsent(int bytes) {}

    /** One observer that tells many. */
    static Observer of(List<Observer> observers) {
        List<Observer> all = List.copyOf(observers);
        return new Observer() {
            @Override
            public void event(Event event) {
                all.forEach(observer -> observer.event(event));
            }

            @Override
            public void received(Opening opening, int bytes) {
                all.forEach(observer -> observer.received(opening, bytes));
            }

            @Override
            public void sent(int bytes) {
                all.forEach(observer -> observer.sent(bytes));
            }

            @Override
            public void unsent(int bytes) {
                all.forEach(observer -> observer.unsent(bytes));
            }
        };
    }
}
