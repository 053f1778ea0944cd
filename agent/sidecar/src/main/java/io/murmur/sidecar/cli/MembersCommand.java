package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.Documents.MemberDocument;
import io.murmur.sidecar.api.Documents.MembersDocument;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

@Command(name = "members", description = "Who is in the swarm, as the agent sees it.")
final class MembersCommand extends Asking {
    @Override
    public Integer call() {
        show(client().get("/v1/members"), MembersDocument.class, MembersCommand::print);
        return 0;
    }

    private static void print(MembersDocument members, PrintWriter out) {
        Table table = new Table("NAME", "ZONE", "ID", "ADDRESS", "STATUS", "INCARNATION");
        for (MemberDocument member : members.members()) {
            table.row(
                    member.name() + (member.self() ? " *" : ""),
                    member.zone(),
                    member.id(),
                    member.address(),
                    member.status(),
                    Long.toString(member.incarnation()));
        }
        table.print(out);
        out.println(members.live() + " live of " + members.members().size() + " known");
    }
}
