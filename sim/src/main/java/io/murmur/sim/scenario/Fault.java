package io.murmur.sim.scenario;

/**
 * Something that goes wrong, or changes, before a round or from one round to another; the last round is the first that is
 * spared again.
 */
public sealed interface Fault {
    /** The first round that it touches. */
    int from();

    /** The first round from which on it touches nothing any more. */
    int to();

    /** Whether it changes who runs. */
    default boolean changesPopulation() {
        return switch (this) {
            case Crash _, Restart _, Join _, Leave _ -> true;
            case Partition _, CutOff _, Loss _, Hostile _ -> false;
        };
    }

    /** Whether datagrams are lost while it lasts. */
    default boolean severs() {
        return switch (this) {
            case Partition _, CutOff _, Loss _ -> true;
            case Crash _, Restart _, Join _, Leave _, Hostile _ -> false;
        };
    }

    /** Whether it is about a tree of groups. */
    default boolean needsTree() {
        return switch (this) {
            case Crash crash -> crash.of != Victims.AGENTS;
            case CutOff _ -> true;
            case Restart _, Join _, Leave _, Partition _, Loss _, Hostile _ -> false;
        };
    }

    /** Who may crash. */
    enum Victims {
        /** Anybody. */
        AGENTS,
        /** Those who lead a group. */
        LEADERS,
        /** One zone, drawn at random, as a whole. */
        ZONE
    }

    /**
     * Agents end without a word, each in one of the rounds.
     *
     * @param share of those running, 0..1; counts if {@code count} is 0, and not for a zone
     * @param count how many, in all rounds together
     */
    record Crash(int from, int to, double share, int count, Victims of) implements Fault {
        public Crash {
            if (of == Victims.ZONE && (share > 0 || count > 0)) {
                throw new IllegalArgumentException("a zone crashes as a whole, without a share or a count");
            }
            if (of == Victims.LEADERS && count > 0) {
                throw new IllegalArgumentException("a share of the leaders, and no count of them");
            }
        }

        /** So many of all agents, at once. */
        public static Crash at(int round, int count) {
            return new Crash(round, round + 1, 0, count, Victims.AGENTS);
        }
    }

    /** A zone, drawn at random, is cut off from all others. */
    record CutOff(int from, int to) implements Fault {}

    /**
     * All agents that crashed or left start anew, and ask a few others for what they lack.
     *
     * @param kept whether they still hold what they held at their end
     */
    record Restart(int at, boolean kept) implements Fault {
        @Override
        public int from() {
            return at;
        }

        @Override
        public int to() {
            return at + 1;
        }
    }

    /**
     * The swarm is split in two.
     *
     * @param share the expected share of agents on the near side, 0..1
     * @param oneWay whether only datagrams from the near side to the far side are lost
     */
    record Partition(int from, int to, double share, boolean oneWay) implements Fault {}

    /** More datagrams than usual are lost: this share, 0..1. */
    record Loss(int from, int to, double share) implements Fault {}

    /**
     * Agents that never ran before join through a few others, as long as there are places.
     *
     * @param perRound how many, at least
     * @param share of those that run, 0..1, if that is more
     * @param first all through the agents that ran first, as where all are told the same seeds
     */
    record Join(int from, int to, int perRound, double share, boolean first) implements Fault {
        /** Each through others than the one before. */
        public Join(int from, int to, int perRound, double share) {
            this(from, to, perRound, share, false);
        }

        /** How many join before a round, where so many run and so many places are taken. */
        public int joining(int running, int taken, int places) {
            return Math.min(places - taken, Math.max(perRound, (int) (running * share)));
        }

        /** The same from the same round on, as long as it takes until there are so many. */
        Join until(int agents, int places) {
            int rounds = 0;
            for (int running = agents; running < places && (perRound > 0 || running * share >= 1); rounds++) {
                running += joining(running, running, places);
            }
            return new Join(from, from + rounds, perRound, share, first);
        }
    }

    /** Agents leave gracefully: this share of the running ones, 0..1. */
    record Leave(int at, double share) implements Fault {
        @Override
        public int from() {
            return at;
        }

        @Override
        public int to() {
            return at + 1;
        }
    }

    /** Somebody sends random and mutated datagrams to random agents, each in the name of another one. */
    record Hostile(int from, int to, int perRound) implements Fault {}
}
