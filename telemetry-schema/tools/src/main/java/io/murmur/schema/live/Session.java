package io.murmur.schema.live;

import io.murmur.schema.Schema;
import io.murmur.schema.check.Checker;
import io.murmur.schema.check.Coverage;
import io.murmur.schema.check.Finding;
import io.murmur.schema.check.Statistics;
import io.murmur.schema.check.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One live-check: takes what arrives and gathers what is to be said of it. Any thread may add; what it keeps is bounded,
 * however long it lasts: beyond the bounds it only counts.
 */
public final class Session {
    /** Of the samples of a report, with all their parts. */
    private static final int SAMPLES_MAX = 100_000;

    private static final int FINDINGS_MAX = 10_000;

    private final Checker checker;
    private final Statistics statistics;
    private final Coverage coverage;
    private final boolean keeping;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Finding, Long> violations = new LinkedHashMap<>();
    private long kept;
    private long leftOut;

    /**
     * A session in which nothing has arrived.
     *
     * @param keeping whether the report is to have each sample, not only what they add up to
     */
    public Session(Schema schema, boolean keeping) {
        this.checker = new Checker(schema);
        this.statistics = new Statistics(schema);
        this.coverage = new Coverage(schema);
        this.keeping = keeping;
    }

    /** Checks what one request brought. */
    public void add(List<Told> samples) {
        samples.forEach(this::one);
    }

    private synchronized void one(Told told) {
        Verdict verdict = checker.check(told.sample(), told.resource());
        statistics.add(verdict);
        coverage.saw(told.sample());
        verdict.all()
                .flatMap(each -> each.findings().stream())
                .filter(Finding::violation)
                .forEach(this::violation);
        keep(verdict);
    }

    private void violation(Finding finding) {
        if (violations.size() < FINDINGS_MAX || violations.containsKey(finding)) {
            violations.merge(finding, 1L, Long::sum);
        }
    }

    private void keep(Verdict verdict) {
        long size = verdict.all().count();
        if (keeping && kept + size <= SAMPLES_MAX) {
            kept += size;
            verdicts.add(verdict);
        } else {
            leftOut++;
        }
    }

    /** What there is to be said when all has arrived. */
    public synchronized Report report() {
        return new Report(statistics, coverage, List.copyOf(verdicts), leftOut, new LinkedHashMap<>(violations));
    }
}
