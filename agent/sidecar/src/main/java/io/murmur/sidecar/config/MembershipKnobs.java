package io.murmur.sidecar.config;

import io.murmur.protocol.membership.MembershipSettings;

/** The knobs of membership; see {@link MembershipSettings} for each. */
public record MembershipKnobs(
        Span probeInterval,
        Span probeTimeout,
        int indirectProbes,
        double suspicionScale,
        double suspicionFactorMax,
        int confirmations,
        int eagerProbes,
        int awarenessMax,
        Span joinRetry,
        Span healInterval,
        Span forget,
        int membersMax) {
    static final MembershipKnobs DEFAULT = of(MembershipSettings.lan());

    public MembershipKnobs {
        Check.that(
                probeTimeout.nanos() >= 1_000_000 && 2 * probeTimeout.nanos() <= probeInterval.nanos(),
                "probeTimeout must be at least 1ms, and twice it must fit probeInterval");
        Check.that(suspicionScale > 0, "suspicionScale must be above 0");
        Check.that(suspicionFactorMax >= 1, "suspicionFactorMax must be at least 1");
        Check.that(membersMax >= 1, "membersMax must be at least 1");
        Check.that(
                indirectProbes >= 0 && confirmations >= 0 && eagerProbes >= 0 && awarenessMax >= 0,
                "indirectProbes, confirmations, eagerProbes and awarenessMax cannot be negative");
        Check.that(
                joinRetry.nanos() >= 1_000_000 && healInterval.nanos() >= 1_000_000,
                "joinRetry and healInterval must be at least 1ms");
    }

    private static MembershipKnobs of(MembershipSettings s) {
        return new MembershipKnobs(
                new Span(s.probeIntervalNanos()),
                new Span(s.probeTimeoutNanos()),
                s.indirectProbes(),
                s.suspicionScale(),
                s.suspicionFactorMax(),
                s.confirmations(),
                s.eagerProbes(),
                s.awarenessMax(),
                new Span(s.joinRetryNanos()),
                new Span(s.healIntervalNanos()),
                new Span(s.forgetNanos()),
                s.membersMax());
    }

    MembershipSettings settings() {
        return new MembershipSettings(
                probeInterval.nanos(),
                probeTimeout.nanos(),
                indirectProbes,
                suspicionScale,
                suspicionFactorMax,
                confirmations,
                eagerProbes,
                awarenessMax,
                joinRetry.nanos(),
                healInterval.nanos(),
                forget.nanos(),
                membersMax);
    }
}
