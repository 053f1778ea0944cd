package io.murmur.hierarchical.agent;

import io.murmur.hierarchical.wire.TreeCodec;
import io.murmur.hierarchical.wire.TreeMessage;
import io.murmur.protocol.host.Reply;
import io.murmur.protocol.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What became of groups that are no more, as one agent knows it and tells those who still speak in their names. */
final class Endings {
    private static final int REMEMBERED_MAX = 16;
    /** Groups that are looked up for one that speaks in the name of the first. */
    private static final int FOLLOWED_MAX = 5;

    private final UnaryOperator<TreeMessage> shared;
    private Map<Long, List<TreeMessage>> ended = Collections.emptyMap();

    /** Those of one agent; what is remembered is held once where {@code shared} knows it already. */
    Endings(UnaryOperator<TreeMessage> shared) {
        this.shared = shared;
    }

    /** Remembers a decree that ended a group. */
    void remember(long group, TreeMessage decree) {
        List<TreeMessage> known = ended.getOrDefault(group, List.of());
        if (known.isEmpty() || (founds(decree) && !known.contains(decree))) {
            List<TreeMessage> more = new ArrayList<>(known);
            more.add(shared.apply(decree));
            put(group, List.copyOf(more));
        }
    }

    /** One decree of two is enough to know both halves, but for who founds them. */
    private static boolean founds(TreeMessage decree) {
        return decree instanceof TreeMessage.Founding founding
                && founding.founders().size() > 0;
    }

    private void put(long group, List<TreeMessage> decrees) {
        if (ended.isEmpty()) {
            ended = new LinkedHashMap<>();
        }
        ended.put(group, decrees);
        if (ended.size() > REMEMBERED_MAX) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    /** The decree that divided a group, for either side; null if none is known. */
    TreeMessage.@Nullable Founding division(long group) {
        List<TreeMessage> known = ended.getOrDefault(group, List.of());
        return !known.isEmpty() && known.getFirst() instanceof TreeMessage.Founding decree ? decree : null;
    }

    /** Whether it is known what became of a group. */
    boolean recalls(long group) {
        return ended.containsKey(group);
    }

    /** Somebody speaks in the name of another group: if it is no more, it is told, and what became of what it became. */
    boolean met(long group, long speaker, Reply reply) {
        List<Long> followed = new ArrayList<>(List.of(group));
        for (int i = 0; i < Math.min(followed.size(), FOLLOWED_MAX); i++) {
            @Nullable List<TreeMessage> known = ended.get(followed.get(i));
            if (known != null) {
                TreeMessage decree = told(known, speaker);
                reply.say(new Message.Extension(TreeCodec.write(decree)));
                followed.addAll(successors(decree));
            }
        }
        return ended.containsKey(group);
    }

    private static List<Long> successors(TreeMessage decree) {
        return switch (decree) {
            case TreeMessage.Founding founding ->
                List.of(founding.half().group(), founding.other().group());
            case TreeMessage.Merger merger -> List.of(merger.into().group());
            default -> List.of();
        };
    }

    /** Who knows both sides knows that the speaker is no founder, if it is none, and that one decree is enough for it. */
    private static TreeMessage told(List<TreeMessage> known, long speaker) {
        for (TreeMessage decree : known) {
            if (decree instanceof TreeMessage.Founding founding
                    && founding.founders().contains(speaker)) {
                return decree;
            }
        }
        TreeMessage any = known.getFirst();
        return known.size() > 1 && any instanceof TreeMessage.Founding founding ? founding.brief() : any;
    }
}
