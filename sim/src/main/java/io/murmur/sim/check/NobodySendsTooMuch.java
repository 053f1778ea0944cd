package io.murmur.sim.check;

import java.util.List;

/**
 * Invariant 6, where news comes along a tree: in no round does any agent send more datagrams than its share, nor more of
 * them with entries. Counted is all that an agent sends, whatever it is about. Cheap enough for swarms of any size.
 */
public final class NobodySendsTooMuch implements Checker {
    private final Findings findings = new Findings("nobody sends too much");
    private final int payloadsMax;
    private final int datagramsMax;
    private int[] payloads = new int[0];
    private int[] datagrams = new int[0];
    private int payloadsMost;
    private int datagramsMost;

    /**
     * The checker of one run.
     *
     * @param payloadsMax datagrams with entries that one agent may send in one round
     * @param datagramsMax datagrams of any kind
     */
    public NobodySendsTooMuch(int payloadsMax, int datagramsMax) {
        this.payloadsMax = payloadsMax;
        this.datagramsMax = datagramsMax;
    }

    @Override
    public String invariant() {
        return findings.invariant();
    }

    @Override
    public void look(View view) {
        if (datagrams.length != view.places()) {
            payloads = new int[view.places()];
            datagrams = new int[view.places()];
        }
        for (int agent = 0; agent < datagrams.length; agent++) {
            int total = view.sent(agent);
            int sent = total - datagrams[agent];
            if (sent > 0) {
                datagrams[agent] = total;
                int carrying = view.payloads(agent) - payloads[agent];
                payloads[agent] += carrying;
                check(view, agent, sent, carrying);
            }
        }
    }

    private void check(View view, int agent, int sent, int carrying) {
        datagramsMost = Math.max(datagramsMost, sent);
        payloadsMost = Math.max(payloadsMost, carrying);
        if (sent > datagramsMax || carrying > payloadsMax) {
            findings.add(
                    view.round(),
                    "agent " + agent + " sent " + sent + " datagrams, " + carrying
                            + " of them with entries; the bounds are " + datagramsMax + " and " + payloadsMax);
        }
    }

    public int payloadsMax() {
        return payloadsMax;
    }

    /** The most datagrams with entries that any agent has sent in any round. */
    public int payloadsMost() {
        return payloadsMost;
    }

    /** The most datagrams that any agent has sent in any round. */
    public int datagramsMost() {
        return datagramsMost;
    }

    @Override
    public List<Violation> violations() {
        return findings.all();
    }
}
