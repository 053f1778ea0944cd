package io.murmur.sim.run;

import io.murmur.sim.chance.Mix;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.network.Zone;
import io.murmur.sim.scenario.Fault;
import java.util.List;
import java.util.stream.IntStream;

/** Whom a crash befalls, and in which of its rounds. Who it is to be is drawn when it begins. */
final class Doom {
    private static final long VICTIM = 1;
    private static final long ROUND = 2;

    private final Swarm swarm;
    private final Lottery lottery;

    Doom(Swarm swarm, Lottery lottery) {
        this.swarm = swarm;
        this.lottery = lottery;
    }

    /** Those whose turn it is before a round. */
    List<Integer> victims(Fault.Crash crash, int number, long round) {
        long luck = lottery.luck(crash.from(), number);
        if (crash.count() > 0) {
            return lottery.members(lottery.luck(round, number), due(crash, round));
        }
        IntStream doomed = switch (crash.of()) {
            case AGENTS -> drawn(IntStream.range(0, swarm.places()), luck, crash.share());
            case LEADERS -> drawn(swarm.leaders().stream().mapToInt(leader -> leader), luck, crash.share());
            case ZONE -> {
                Zone zone = zone(luck);
                yield IntStream.range(zone.first(), zone.end());
            }
        };
        int rounds = crash.to() - crash.from();
        return doomed.filter(index -> crash.from() + Lottery.below(Mix.of(luck, index, ROUND), rounds) == round)
                .filter(index -> Ledger.live(swarm, index))
                .boxed()
                .toList();
    }

    private static IntStream drawn(IntStream all, long luck, double share) {
        return all.filter(index -> Mix.unit(Mix.of(luck, index, VICTIM)) < share);
    }

    /** Of a count, as many as bring the rounds so far level with their share. */
    private static int due(Fault.Crash crash, long round) {
        long rounds = (long) crash.to() - crash.from();
        long passed = round - crash.from();
        return (int) (crash.count() * (passed + 1) / rounds - crash.count() * passed / rounds);
    }

    /** The zone that something happens to. */
    Zone zone(long luck) {
        List<Zone> zones = swarm.zones();
        return zones.get(Lottery.below(luck, zones.size()));
    }
}
