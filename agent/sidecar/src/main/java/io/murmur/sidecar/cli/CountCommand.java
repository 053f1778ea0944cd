package io.murmur.sidecar.cli;

import io.murmur.sidecar.api.TreeDocuments.CountDocument;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "count",
        description = "How many agents the swarm has, and how many hold the same. Ends with 1 if nobody can say.")
final class CountCommand extends Asking {
    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "How many hold this key, of scope swarm, as the agent does.")
    private String key = "";

    @Override
    public Integer call() {
        String path = "/v1/count" + (key.isEmpty() ? "" : "/" + Client.escaped(key));
        show(client().get(path), CountDocument.class, this::print);
        return 0;
    }

    private void print(CountDocument count, PrintWriter out) {
        Double share = count.share();
        Double load = count.load();
        Long ageMillis = count.ageMillis();
        out.println((count.partial() ? "at least " : "") + count.live() + " agents"
                + (share == null || load == null || ageMillis == null
                        ? ", by the agent's own roster"
                        : String.format(
                                Locale.ROOT,
                                " in %d %s: %.1f %% hold the same, load %.1f %%, as of %.1f s ago",
                                count.groups(),
                                count.groups() == 1 ? "group" : "groups",
                                100 * share,
                                100 * load,
                                ageMillis / 1e3)));
        if (!key.isEmpty()) {
            Integer holders = count.holders();
            out.println("version " + count.version() + " of " + key + ": "
                    + (holders == null ? "not known how many hold it" : holders + " hold it"));
        }
        if (count.reach() < count.height()) {
            out.println("counted is a unit of level " + count.reach() + " of " + count.height());
        } else if (count.missing() > 0) {
            out.println("not counted are " + count.missing() + " groups that have not reported yet");
        }
    }
}
