package io.murmur.telemetry;

import io.murmur.protocol.host.Event;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts every event in a plain array: an addition each, and no allocation. One thread counts; any thread may read, and
 * sees each count whole and soon. A simulator has one tally for each of its threads, however many agents run there.
 */
public final class Tally {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    /** A cache line before the first cell and one behind the last, so that neighbours in memory do not slow it. */
    private static final int MARGIN = 8;

    /** Behind the cells of the series: all events together. */
    private static final int OPERATIONS = Cells.COUNT;
    /** Behind that: those of them that became no span. */
    private static final int WITHOUT_SPAN = OPERATIONS + 1;

    private final long[] cells = new long[MARGIN + WITHOUT_SPAN + 1 + MARGIN];

    /** Counts an event. */
    @SuppressWarnings("EnumOrdinal") // cells are laid out by ordinal, within one version of the code
    public void count(Event event) {
        switch (event) {
            case Event.ExchangeEnded e -> add(Cells.EXCHANGES + e.agreement().ordinal(), 1);
            case Event.DigestAnswered e -> add(Cells.ANSWERS + e.agreement().ordinal(), 1);
            case Event.EntryApplied _ -> add(Cells.MERGES, 1);
            case Event.EntryIgnored e -> add(Cells.MERGES_IGNORED + e.reason().ordinal(), 1);
            case Event.RoundBegan e -> round(e);
            case Event.RepairBegan _ -> add(Cells.REPAIRS, 1);
            case Event.ExchangesUnanswered e -> add(Cells.EXCHANGES_UNANSWERED, e.count());
            case Event.ProbeEnded e -> add(Cells.PROBES + e.outcome().ordinal(), 1);
            case Event.MemberChanged e ->
                add(Cells.MEMBER_CHANGES + e.member().status().ordinal(), 1);
            case Event.Throttled _ -> add(Cells.THROTTLES, 1);
            case Event.EntryWritten _ -> add(Cells.WRITES, 1);
            case Event.WriteRefused e -> add(Cells.WRITES_REFUSED + e.reason().ordinal(), 1);
            case Event.DatagramRefused e -> add(Cells.WIRE_REFUSALS + e.reason().ordinal(), 1);
            case Event.TombstonesCollected e -> collected(e);
            case Event.ContentFetched e -> fetched(e);
            case Event.ContentMissing _ -> add(Cells.FETCHES_MISSING, 1);
            case Event.MemberForgotten _ -> add(Cells.REMOVALS, 1);
            case Event.Refuted _ -> add(Cells.REFUTATIONS, 1);
            case Event.AwarenessChanged _ -> add(Cells.AWARENESS_CHANGES, 1);
            case Event.LifecycleChanged e ->
                add(Cells.TRANSITIONS + e.lifecycle().ordinal(), 1);
            case Event.Extended e -> TreeCounts.count(e, this);
        }
        add(OPERATIONS, 1);
    }

    /** The host sent a datagram. */
    public void sent(int bytes) {
        add(Cells.SENT, 1);
        add(Cells.SENT_BYTES, bytes);
    }

    /** The host did not send a datagram. */
    @SuppressWarnings("EnumOrdinal")
    public void unsent(Loss reason) {
        add(Cells.UNSENT + reason.ordinal(), 1);
    }

    /** The host received a datagram and hands it to the kernel. */
    public void received(int bytes) {
        add(Cells.RECEIVED, 1);
        add(Cells.RECEIVED_BYTES, bytes);
    }

    /** The host received a datagram that the kernel shall not see. */
    @SuppressWarnings("EnumOrdinal")
    public void dropped(int bytes, Loss reason) {
        add(Cells.DROPPED + reason.ordinal(), 1);
        add(Cells.RECEIVED_BYTES, bytes);
    }

    /** How many events were counted. */
    public long operations() {
        return read(OPERATIONS);
    }

    /** How many of them became no span. */
    public long operationsWithoutSpan() {
        return read(WITHOUT_SPAN);
    }

    /** The event counted last became no span. */
    void withoutSpan() {
        add(WITHOUT_SPAN, 1);
    }

    /** The count of a cell of {@link Cells}. */
    long read(int cell) {
        return (long) CELL.getOpaque(cells, MARGIN + cell);
    }

    private void round(Event.RoundBegan round) {
        add(Cells.ROUNDS, 1);
        add(Cells.CONTACTS, round.contacts());
        add(Cells.NEWS, round.news());
    }

    private void collected(Event.TombstonesCollected collection) {
        add(Cells.COLLECTIONS, 1);
        add(Cells.COLLECTED, collection.count());
    }

    private void fetched(Event.ContentFetched content) {
        add(Cells.FETCHES, 1);
        add(Cells.FETCHED_BYTES, content.bytes().length());
    }

    /** Adds to a cell of {@link Cells}. */
    void add(int cell, long count) {
        int at = MARGIN + cell;
        CELL.setOpaque(cells, at, cells[at] + count);
    }
}
