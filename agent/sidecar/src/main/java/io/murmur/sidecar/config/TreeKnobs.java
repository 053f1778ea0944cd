package io.murmur.sidecar.config;

import io.murmur.hierarchical.agent.FormationSettings;
import io.murmur.hierarchical.agent.HierarchySettings;
import io.murmur.hierarchical.election.ElectionSettings;
import io.murmur.hierarchical.spread.SpreadSettings;
import io.murmur.hierarchical.wire.ElectionMessage;
import io.murmur.hierarchical.wire.Ids;

/**
 * The knobs of the tree of groups; see {@link FormationSettings}, {@link ElectionSettings} and {@link SpreadSettings} for
 * each. What is not here stays as it is for a local network.
 *
 * @param priority this agent's own in elections; the others should be the same everywhere
 */
public record TreeKnobs(
        int groupMax,
        int groupMin,
        Span report,
        Span vanished,
        Span orphan,
        Span near,
        Span forget,
        int priority,
        Span heartbeat,
        Span lease,
        double clockDrift,
        Span candidacy,
        int handOverMargin,
        Span handOverAfter,
        int payloadsMax,
        int datagramsMax,
        int copies,
        Span resend) {
    static final TreeKnobs DEFAULT = of(HierarchySettings.lan());

    /** A knob out of range is told by its own name; how they must fit together, by the kernel. */
    public TreeKnobs {
        Check.that(groupMax >= 4 && groupMax <= Ids.MAX, "groupMax must be 4 to " + Ids.MAX);
        Check.that(groupMin >= 0 && groupMin <= groupMax / 2, "groupMin must be 0 to half of groupMax");
        Check.that(
                report.nanos() >= 1_000_000 && vanished.nanos() >= report.nanos() && orphan.nanos() >= report.nanos(),
                "report must be at least 1ms, vanished and orphan not below it");
        Check.that(forget.nanos() >= vanished.nanos(), "forget must not be below vanished");
        Check.that(
                priority >= 0 && priority <= ElectionMessage.PRIORITY_MAX,
                "priority must be 0 to " + ElectionMessage.PRIORITY_MAX);
        Check.that(copies >= 1 && copies <= 16 && payloadsMax >= 1, "copies must be 1 to 16, payloadsMax at least 1");
        Check.that(datagramsMax >= payloadsMax, "datagramsMax must be at least payloadsMax");
        Check.that(resend.nanos() >= 1_000_000, "resend must be at least 1ms");
        election(heartbeat, lease, clockDrift, candidacy, handOverMargin, handOverAfter);
    }

    private static TreeKnobs of(HierarchySettings s) {
        return new TreeKnobs(
                s.formation().groupMax(),
                s.formation().groupMin(),
                new Span(s.formation().reportNanos()),
                new Span(s.formation().vanishedNanos()),
                new Span(s.formation().orphanNanos()),
                new Span(s.formation().nearNanos()),
                new Span(s.formation().forgetNanos()),
                s.priority(),
                new Span(s.election().heartbeatNanos()),
                new Span(s.election().leaseNanos()),
                s.election().clockDrift(),
                new Span(s.election().candidacyNanos()),
                s.election().handOverMargin(),
                new Span(s.election().handOverAfterNanos()),
                s.spread().payloadsMax(),
                s.spread().datagramsMax(),
                s.spread().copies(),
                new Span(s.spread().resendNanos()));
    }

    /** The kernel's settings, of an agent that gossips at this interval. */
    HierarchySettings settings(Span interval) {
        FormationSettings formation = FormationSettings.lan();
        return new HierarchySettings(
                spread(),
                election(heartbeat, lease, clockDrift, candidacy, handOverMargin, handOverAfter),
                new FormationSettings(
                        groupMax,
                        groupMin,
                        report.nanos(),
                        vanished.nanos(),
                        orphan.nanos(),
                        near.nanos(),
                        forget.nanos(),
                        formation.tellings(),
                        formation.relays()),
                priority,
                interval.nanos());
    }

    private SpreadSettings spread() {
        SpreadSettings lan = SpreadSettings.lan();
        return new SpreadSettings(
                payloadsMax,
                datagramsMax,
                copies,
                lan.starters(),
                resend.nanos(),
                lan.attemptsMax(),
                lan.announcements(),
                lan.announcementNanos(),
                lan.waitingMax(),
                lan.announcedMax(),
                lan.directMax());
    }

    private static ElectionSettings election(
            Span heartbeat, Span lease, double clockDrift, Span candidacy, int margin, Span handOverAfter) {
        ElectionSettings lan = ElectionSettings.lan();
        return new ElectionSettings(
                heartbeat.nanos(),
                lease.nanos(),
                clockDrift,
                candidacy.nanos(),
                lan.stepNanos(),
                lan.spreadNanos(),
                margin,
                handOverAfter.nanos(),
                lan.directMax(),
                lan.collectNanos());
    }
}
