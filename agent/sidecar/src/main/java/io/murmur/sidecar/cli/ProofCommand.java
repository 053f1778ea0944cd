package io.murmur.sidecar.cli;

import io.murmur.protocol.merkle.Hash;
import io.murmur.sidecar.api.Documents.EntryDocument;
import io.murmur.sidecar.api.Documents.ProofDocument;
import io.murmur.sidecar.security.Stranger;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "proof", description = "Prove what the agent's state holds at a key, or that it holds nothing.")
final class ProofCommand extends Asking {
    /** What a root may be about. */
    enum Root {
        STATE,
        SWARM
    }

    @Parameters(paramLabel = "KEY")
    private String key = "";

    @Option(names = "--verify", description = "Check the proof here, as a stranger would: with nothing but hashing.")
    private boolean verify;

    @Option(names = "--root", paramLabel = "HEX", description = "The root to check against, from somebody you trust.")
    private @Nullable String root;

    @Mixin
    private Scoped scoped = new Scoped();

    @Option(
            names = "--under",
            description =
                    "Prove it under the root of the agent's state, or under the swarm root, which is the same in all"
                            + " groups: ${COMPLETION-CANDIDATES} (default: STATE).")
    private Root under = Root.STATE;

    @Override
    public Integer call() {
        String answer = client().get("/v1/proofs/" + Client.escaped(key) + "?" + scoped.parameter() + "&under="
                + under.name().toLowerCase(Locale.ROOT));
        ProofDocument proof = show(answer, ProofDocument.class, ProofCommand::print);
        if (!verify && root == null) {
            return 0;
        }
        Stranger.Finding finding = Stranger.check(scoped.scope(), key, proof.proof(), proof.entry(), trusted(proof));
        if (!json()) {
            out().println(finding.words());
        }
        return finding.holds() ? 0 : Failure.NO;
    }

    private Hash trusted(ProofDocument proof) {
        try {
            return Hash.parse(root == null ? proof.root() : root);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.MISUSE, "--root: " + e.getMessage());
        }
    }

    private static void print(ProofDocument proof, PrintWriter out) {
        EntryDocument content = proof.content();
        out.println(proof.verdict() + (content == null ? "" : " = " + content.content()));
        out.println("root   " + proof.root() + (proof.under().equals("swarm") ? "  of the swarm" : ""));
        out.println("proof  " + proof.proofBytes() + " bytes");
    }
}
