package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.tree.Contact;
import io.murmur.hierarchical.tree.Descriptor;
import io.murmur.hierarchical.tree.Summary;
import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Local;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.host.Timer;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * "How many are we?", asked and answered. Leaders have the sums at hand, since reports carry them up (Tiny AGgregation,
 * Madden et al. 2002), so a question costs two datagrams however large the swarm is: to the leader of the highest unit
 * and back. Whoever is asked and does not lead it says who does. Where nobody of that unit knows, the leaders below it are
 * asked, down to that of the agent's own group.
 */
final class Counting {
    /** Questions that may be open at a time. */
    static final int OPEN_MAX = 16;
    /** How often nodes of the highest unit are asked, every other time its leader, before those of lower ones. */
    private static final int ATTEMPTS = 3;
    /** Nodes that are asked one question at most. */
    private static final int ASKED_MAX = 16;
    /** Questions that are answered in one interval: whoever asks in vain asks again. */
    private static final int ANSWERS_MAX = 8;

    private static final long NUMBER_MASK = 0xFFFF_FFFFL;

    private final Local local;
    private final HierarchySettings settings;
    private final Ranks ranks;
    private final Summaries summaries;
    private Map<Integer, Question> open = Collections.emptyMap();
    private final Quota answers;

    /** One that waits for its answer. */
    private static final class Question {
        private final List<Long> asked = new ArrayList<>(ATTEMPTS);
        private int attempts;
        private @Nullable Census best;

        void keep(Census census) {
            best = best == null || census.beats(best) ? census : best;
        }
    }

    /** The questions of one agent. */
    Counting(Local local, HierarchySettings settings, Ranks ranks, Summaries summaries) {
        this.local = local;
        this.settings = settings;
        this.ranks = ranks;
        this.summaries = summaries;
        this.answers = new Quota(local, settings.intervalNanos(), ANSWERS_MAX);
    }

    // --- asking ----------------------------------------------------------------------------------------------------

    /**
     * Asks; the answer is observed later under this number, as {@link TreeEvent.Counted} or {@link TreeEvent.Uncounted}.
     * 0 where too many questions are open: then nothing is asked.
     */
    int ask() {
        if (open.size() >= OPEN_MAX) {
            return 0;
        }
        if (open.isEmpty()) {
            open = new LinkedHashMap<>();
        }
        int number;
        do {
            number = (int) (local.dice().nextLong() >>> Integer.SIZE);
        } while (number == 0 || open.containsKey(number));
        open.put(number, new Question());
        plan(number, 0);
        return number;
    }

    private void plan(int number, long delayNanos) {
        local.schedule(delayNanos, Timer.token(Hierarchy.COUNT_TIMER, number & NUMBER_MASK));
    }

    /** Asks one more, or gives up. */
    void fire(long turn) {
        int number = (int) turn;
        Question question = open.get(number);
        if (question == null) {
            return; // answered
        }
        Census own = own();
        if (own != null && take(number, question, own)) {
            return;
        }
        int top = ranks.place().top();
        int level = Math.min(top, top + ATTEMPTS - 1 - question.attempts);
        if (level < 0 || (question.best != null && question.best.reach() > level)) {
            close(number, question.best);
            return;
        }
        Contact node = node(level, question.attempts++ % 2 == 0 || level < top);
        if (node != null) {
            ask(number, question, node);
        }
        plan(number, settings.formation().reportNanos() / 2);
    }

    private void ask(int number, Question question, Contact node) {
        question.asked.add(node.id());
        local.send(node.address(), new Message.Extension(TreeCodec.write(new TreeMessage.Count(number))));
    }

    /** Whom to ask: the leader of a level's unit, or any node of it; nobody where there is no other. */
    private @Nullable Contact node(int level, boolean leader) {
        Post post = ranks.at(level);
        Contact known = post == null || !leader ? null : post.leader();
        if (known != null) {
            return known;
        }
        Descriptor unit = ranks.place().unit(level);
        List<Contact> others = unit == null
                ? List.of()
                : unit.nodes().stream().filter(node -> node.id() != local.id()).toList();
        if (others.isEmpty()) {
            return null;
        }
        return others.get(leader ? 0 : local.dice().nextInt(others.size()));
    }

    /** Whether a census ends the question: it is of the whole swarm. */
    private boolean take(int number, Question question, Census census) {
        question.keep(census);
        if (!census.partial()) {
            close(number, census);
        }
        return !census.partial();
    }

    private void close(int number, @Nullable Census census) {
        open.remove(number);
        local.observe(census == null ? new TreeEvent.Uncounted(number) : new TreeEvent.Counted(number, census));
    }

    /** An answer came. */
    void receive(TreeMessage.Counted counted, long from) {
        Question question = open.get(counted.number());
        Summary summary = counted.summary();
        boolean addsUp = counted.reach() <= counted.height() && summary.groups() >= 1 && summary.live() >= 1;
        if (question == null || !question.asked.contains(from)) {
            local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.UNASKED));
        } else if (!addsUp) {
            local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.DOES_NOT_ADD_UP));
        } else {
            int height = Math.max(counted.height(), ranks.place().top());
            Summary taken = summary.by(local.nowMillis());
            take(counted.number(), question, new Census(height, counted.reach(), taken));
        }
    }

    /** Somebody who was asked says who leads. */
    void receive(TreeMessage.Pointer pointer, long from) {
        Question question = open.get(pointer.number());
        if (question == null || !question.asked.contains(from)) {
            local.observe(new TreeEvent.Refused(from, TreeEvent.Reason.UNASKED));
        } else if (pointer.leader().id() != local.id()
                && !question.asked.contains(pointer.leader().id())
                && question.asked.size() < ASKED_MAX) {
            ask(pointer.number(), question, pointer.leader());
        }
    }

    // --- answering -------------------------------------------------------------------------------------------------

    /** Somebody asks: who acts as a leader knows at least of a part, and who follows one, whom to ask. */
    void answer(TreeMessage.Count count, Reply reply) {
        if (!answers.take()) {
            return;
        }
        Census own = own();
        Post highest = ranks.at(ranks.highest());
        Contact leader = highest == null ? null : highest.leader();
        if (leader != null) {
            reply.say(new Message.Extension(TreeCodec.write(new TreeMessage.Pointer(count.number(), leader))));
        }
        if (own != null) {
            TreeMessage answer = new TreeMessage.Counted(count.number(), own.height(), own.reach(), own.summary());
            reply.say(new Message.Extension(TreeCodec.write(answer)));
        }
    }

    /** Of as much as this agent acts as the leader of; null if of nothing. */
    private @Nullable Census own() {
        int level = 0;
        for (Post post = ranks.at(0); post != null && post.acts(); post = ranks.at(level)) {
            level++;
        }
        return level == 0
                ? null
                : new Census(Math.max(level - 1, ranks.place().top()), level - 1, summaries.of(level - 1));
    }
}
