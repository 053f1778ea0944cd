package io.murmur.sim.report;

import io.murmur.sim.run.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** A line that grows with the share of agents that hold the update, and is gone when the run is over. */
public final class Bar implements Progress {
    private static final int WIDTH = 40;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;

    public Bar(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void passed(long round, long roundsMax, long holders, long agents) {
        double share = agents == 0 ? 1 : (double) holders / agents;
        int full = (int) (share * WIDTH);
        out.print(CLEAR
                + String.format(
                        Locale.ROOT,
                        "round %d  [%s%s] %6.2f %%",
                        round,
                        "#".repeat(full),
                        ".".repeat(WIDTH - full),
                        100 * share));
        out.flush();
    }

    /** Takes the line away. */
    public void close() {
        out.print(CLEAR);
        out.flush();
    }
}
