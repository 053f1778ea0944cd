package io.murmur.sidecar.api;

import io.murmur.protocol.host.Lifecycle;
import io.murmur.protocol.merkle.Hasher;
import io.murmur.protocol.roster.Member;
import io.murmur.protocol.state.Entry;
import io.murmur.protocol.state.Scope;
import io.murmur.protocol.state.Version;
import io.murmur.sidecar.api.Documents.EntryDocument;
import io.murmur.sidecar.api.Documents.HealthDocument;
import io.murmur.sidecar.api.Documents.MemberDocument;
import io.murmur.sidecar.api.Documents.MembersDocument;
import io.murmur.sidecar.api.Documents.VersionDocument;
import io.murmur.sidecar.node.Node;
import io.murmur.sidecar.node.View;
import io.murmur.sidecar.transport.Addresses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths of the API, version 1, and who answers them. */
final class Routes {
    static final String WATCH = "/v1/watch";
    static final String LEADER_WATCH = "/v1/leader/watch";
    private static final String ENTRIES = "/v1/entries";
    private static final String ENTRY = ENTRIES + "/";
    private static final String PROOF = "/v1/proofs/";
    private static final String CONVERGENCE = "/v1/convergence/";
    private static final String COUNT = "/v1/count";
    private static final String HOLDERS = COUNT + "/";
    private static final String MEMBERS = "/v1/members";
    private static final String HEALTH = "/v1/health";
    private static final String READY = HEALTH + "/ready";
    private static final String LIVE = HEALTH + "/live";
    private static final String TREE = "/v1/tree";
    private static final String LEADER = "/v1/leader";
    private static final String VERSION = "/v1/version";
    private static final Set<String> PATHS =
            Set.of(WATCH, LEADER_WATCH, ENTRIES, COUNT, MEMBERS, HEALTH, READY, LIVE, TREE, LEADER, VERSION);
    private static final int PAGE_MAX = 10_000;
    private static final int PAGE = 100;

    private final Node node;
    private final Entries entries;
    private final Trees trees;
    private final Counts counts;
    private final String version;

    Routes(Node node, String version) {
        this.node = node;
        this.entries = new Entries(node);
        this.trees = new Trees(node);
        this.counts = new Counts(node, entries);
        this.version = version;
    }

    /** The path as the API declares it, with a name for the key in it; null where it declares none. */
    static @Nullable String template(String path) {
        for (String prefix : List.of(ENTRY, PROOF, CONVERGENCE, HOLDERS)) {
            if (path.startsWith(prefix)) {
                return prefix + "{key}";
            }
        }
        return PATHS.contains(path) ? path : null;
    }

    /** Answers anything but a watch. */
    Answer answer(Question question) {
        try {
            return route(question);
        } catch (Refused e) {
            return Answer.problem(e.problem());
        }
    }

    private Answer route(Question question) throws Refused {
        String path = question.path();
        if (path.startsWith(ENTRY)) {
            return entry(question);
        }
        if (path.startsWith(PROOF)) {
            only(question, "GET");
            question.allow("scope", "under");
            return Answer.json(200, entries.proof(question.rest(PROOF), question.scope(), under(question)));
        }
        if (path.startsWith(CONVERGENCE)) {
            only(question, "GET");
            question.allow("scope");
            return Answer.json(200, entries.convergence(question.rest(CONVERGENCE), question.scope()));
        }
        if (path.equals(COUNT) || path.startsWith(HOLDERS)) {
            only(question, "GET");
            question.allow();
            return Answer.json(200, counts.count(path.equals(COUNT) ? null : question.rest(HOLDERS)));
        }
        return switch (path) {
            case ENTRIES -> list(question);
            case MEMBERS -> members(question);
            case HEALTH, READY, LIVE -> health(question);
            case TREE -> {
                only(question, "GET");
                question.allow();
                yield Answer.json(200, trees.tree());
            }
            case LEADER -> {
                only(question, "GET");
                question.allow();
                yield Answer.json(200, trees.leader());
            }
            case VERSION -> version(question);
            default -> throw new Refused(Problem.notFound("no such path: " + path));
        };
    }

    private Answer entry(Question question) throws Refused {
        byte[] key = question.rest(ENTRY);
        question.allow("scope");
        Scope scope = question.scope();
        return switch (question.method()) {
            case "GET" -> read(entries.get(key, scope), question.accepts("application/octet-stream"));
            case "PUT" -> Answer.json(200, entries.put(key, question.body(), scope, question.creation()));
            case "DELETE" -> Answer.json(200, entries.delete(key, scope, question.creation()));
            default -> throw new Refused(notAllowed("GET, PUT, DELETE"));
        };
    }

    private Answer read(Entry entry, boolean raw) throws Refused {
        return raw
                ? Answer.bytes(entries.value(entry)).with("ETag", "\"" + Version.text(entry.version()) + "\"")
                : Answer.json(200, EntryDocument.of(entry));
    }

    private Answer list(Question question) throws Refused {
        only(question, "GET");
        question.allow("scope", "prefix", "limit", "after");
        String prefix = question.parameter("prefix");
        int max = question.number("limit", PAGE, 1, PAGE_MAX);
        byte[] from = prefix == null ? new byte[0] : prefix.getBytes(StandardCharsets.UTF_8);
        return Answer.json(200, entries.list(question.scope(), from, after(question), max));
    }

    private static byte @Nullable [] after(Question question) throws Refused {
        String after = question.parameter("after");
        try {
            return after == null ? null : HexFormat.of().parseHex(after);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.badRequest("after must be the \"next\" of the page before"));
        }
    }

    private Answer members(Question question) throws Refused {
        only(question, "GET");
        question.allow();
        View view = node.view();
        List<Member> members = new ArrayList<>();
        view.roster().forEach(members::add);
        List<MemberDocument> documents = members.stream()
                .map(member -> MemberDocument.of(member, node.self().id()))
                .toList();
        return Answer.json(200, new MembersDocument(documents, view.roster().live()));
    }

    private Answer health(Question question) throws Refused {
        only(question, "GET");
        question.allow();
        View view = node.view();
        boolean ready = view.lifecycle() == Lifecycle.READY;
        boolean live = view.lifecycle() != Lifecycle.LEFT;
        HealthDocument document = new HealthDocument(
                live,
                ready,
                Documents.lower(view.lifecycle()),
                view.roster().live(),
                view.state().size() + view.home().size(),
                view.state().root().hex(),
                view.state().root(Scope.SWARM, new Hasher()).hex());
        boolean good = question.path().equals(LIVE) ? live : ready;
        return Answer.json(good ? 200 : 503, document);
    }

    private Answer version(Question question) throws Refused {
        only(question, "GET");
        question.allow();
        Member self = node.self();
        return Answer.json(
                200,
                new VersionDocument(
                        version,
                        Documents.hex(self.id()),
                        self.name(),
                        Addresses.text(self.address()),
                        self.incarnation()));
    }

    /** The root that a proof leads to: that of the agent's state, or the one that all groups of the swarm have in common. */
    private static Scope under(Question question) throws Refused {
        String text = question.parameter("under");
        return switch (text == null ? "state" : text) {
            case "state" -> Scope.GROUP;
            case "swarm" -> Scope.SWARM;
            default -> throw new Refused(Problem.badRequest("under must be state or swarm"));
        };
    }

    private static void only(Question question, String method) throws Refused {
        if (!question.method().equals(method)) {
            throw new Refused(notAllowed(method));
        }
    }

    static Problem notAllowed(String methods) {
        return Problem.of(405, "method", "This path does not do that", "it answers " + methods);
    }
}
