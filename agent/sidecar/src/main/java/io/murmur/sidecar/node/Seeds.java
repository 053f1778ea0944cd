package io.murmur.sidecar.node;

import io.murmur.protocol.roster.Address;
import io.murmur.sidecar.config.HostPort;
import io.murmur.sidecar.transport.Addresses;
import java.lang.System.Logger;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where to look for the swarm: configured places, whose names may stand for other addresses tomorrow, and peers
 * remembered from an earlier life.
 */
final class Seeds {
    private static final Logger LOG = System.getLogger(Seeds.class.getName());

    private final List<HostPort> places;
    private final List<Address> remembered;

    Seeds(List<HostPort> places, List<Address> remembered) {
        this.places = places;
        this.remembered = remembered;
    }

    /** Where they are now; a name that cannot be resolved is left out for now. */
    List<Address> resolve() {
        Set<Address> found = new LinkedHashSet<>();
        for (HostPort place : places) {
            try {
                place.resolveAll().forEach(socket -> found.add(Addresses.of(socket)));
            } catch (UnknownHostException e) {
                LOG.log(Logger.Level.WARNING, "no address for the seed {0}, will ask again", place);
            }
        }
        found.addAll(remembered);
        return List.copyOf(found);
    }
}
