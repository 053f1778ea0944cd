package io.murmur.sim.run;

import io.murmur.protocol.agent.Agent;
import io.murmur.protocol.host.Lifecycle;
import io.murmur.sim.chance.Mix;
import io.murmur.sim.engine.Swarm;
import io.murmur.sim.network.Cut;
import io.murmur.sim.network.Weather;
import io.murmur.sim.scenario.Bootstrap;
import io.murmur.sim.scenario.Fault;
import io.murmur.sim.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Fate: it has happen to the swarm what the scenario's faults say. */
final class Mishaps {
    private static final long PURPOSE = 0xFA7E;
    private static final int SEEDS = 3;

    private final Scenario scenario;
    private final Swarm swarm;
    private final Lottery lottery;
    private final Doom doom;
    private final Stranger stranger;
    private final Set<Integer> crashed = new LinkedHashSet<>();
    private final Set<Integer> leaving = new LinkedHashSet<>();
    private final Set<Integer> gone = new LinkedHashSet<>();
    private final Obituaries obituaries;
    private int joined;
    private long lastCrash = -1;

    Mishaps(Scenario scenario, Swarm swarm, Obituaries obituaries) {
        this.scenario = scenario;
        this.swarm = swarm;
        this.obituaries = obituaries;
        this.lottery = new Lottery(swarm, PURPOSE);
        this.doom = new Doom(swarm, lottery);
        this.stranger = new Stranger(swarm);
        this.joined = scenario.agents();
    }

    /** Does what is due before the next round; false if nothing is. */
    boolean strike() {
        long round = swarm.rounds();
        boolean disturbed = form(round);
        disturbed |= depart();
        boolean weather = false;
        for (int number = 0; number < scenario.faults().size(); number++) {
            Fault fault = scenario.faults().get(number);
            if (round >= fault.from() && round < fault.to()) {
                befall(fault, number, round);
            }
            disturbed |= round >= fault.from() && round <= fault.to();
            weather |= round == fault.from() || round == fault.to();
        }
        if (weather) {
            swarm.weather(weather(round));
        }
        return disturbed;
    }

    private boolean form(long round) {
        if (round > 0 || scenario.bootstrap() == Bootstrap.KNOWN) {
            return false;
        }
        List<Integer> seeds = first();
        for (int index = 0; index < scenario.agents(); index++) {
            swarm.enter(index, seeds);
        }
        return true;
    }

    /** Whom to ask where nobody is known to run. */
    private List<Integer> first() {
        return IntStream.range(0, Math.min(SEEDS, scenario.agents())).boxed().toList();
    }

    private boolean depart() {
        return leaving.removeIf(index -> {
            Agent agent = swarm.agent(index);
            boolean left = agent != null && agent.lifecycle() == Lifecycle.LEFT;
            if (left) {
                swarm.crash(index);
                gone.add(index);
            }
            return left;
        });
    }

    private void befall(Fault fault, int number, long round) {
        long luck = lottery.luck(round, number);
        switch (fault) {
            case Fault.Crash crash -> crash(doom.victims(crash, number, round), round);
            case Fault.Restart restart -> restart(restart, luck);
            case Fault.Join join -> join(join, luck);
            case Fault.Leave leave -> leave(leave, luck);
            case Fault.Hostile hostile -> harass(hostile, luck);
            case Fault.Partition _, Fault.CutOff _, Fault.Loss _ -> {}
        }
    }

    private void crash(List<Integer> victims, long round) {
        lastCrash = round;
        for (int index : victims) {
            swarm.crash(index);
            obituaries.expect(index);
            crashed.add(index);
        }
    }

    private List<Integer> running(long luck, double share) {
        return IntStream.range(0, swarm.places())
                .filter(index -> Ledger.live(swarm, index) && Mix.unit(Mix.of(luck, index)) < share)
                .boxed()
                .toList();
    }

    private void restart(Fault.Restart restart, long luck) {
        boolean any = lottery.member(luck) >= 0;
        for (Set<Integer> stopped : List.of(crashed, gone)) {
            for (int index : stopped) {
                List<Integer> seeds = any ? lottery.members(Mix.of(luck, index), SEEDS) : first();
                swarm.enter(index, seeds, restart.kept());
            }
            stopped.clear();
        }
    }

    private void join(Fault.Join join, long luck) {
        int running = joined - crashed.size() - gone.size();
        int joining = join.joining(running, joined, scenario.places());
        for (int i = 0; i < joining; i++) {
            List<Integer> seeds = join.first() ? first() : lottery.members(Mix.of(luck, i), SEEDS, joined);
            swarm.enter(joined + i, seeds);
        }
        joined += joining;
    }

    private void leave(Fault.Leave leave, long luck) {
        for (int index : running(luck, leave.share())) {
            obituaries.expect(index);
            leaving.add(index);
            swarm.leave(index);
        }
    }

    private void harass(Fault.Hostile hostile, long luck) {
        for (int i = 0; i < hostile.perRound(); i++) {
            long each = Mix.of(luck, i);
            int victim = lottery.member(each);
            int alleged = Lottery.below(Mix.of(each, 1), swarm.places());
            if (victim >= 0) {
                swarm.inject(victim, alleged, stranger.datagram(Mix.of(each, 2)));
            }
        }
    }

    private Weather weather(long round) {
        Weather weather = scenario.network().weather(swarm.plan().seed());
        List<Fault> faults = new ArrayList<>(scenario.faults());
        for (int number = 0; number < faults.size(); number++) {
            Fault fault = faults.get(number);
            if (round >= fault.from() && round < fault.to()) {
                long salt = lottery.luck(fault.from(), number);
                weather = switch (fault) {
                    case Fault.Partition cut -> weather.with(new Cut.Random(salt, cut.share(), cut.oneWay()));
                    case Fault.CutOff _ -> weather.with(new Cut.Off(doom.zone(salt)));
                    case Fault.Loss loss -> weather.withLoss(loss.share());
                    case Fault.Crash _, Fault.Restart _, Fault.Join _, Fault.Leave _, Fault.Hostile _ -> weather;
                };
            }
        }
        return weather;
    }

    /** Agents that crashed and were not restarted. */
    Set<Integer> crashed() {
        return crashed;
    }

    /** The round before which an agent last crashed; -1 if none did. */
    long lastCrash() {
        return lastCrash;
    }
}
