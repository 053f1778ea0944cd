package io.murmur.schema.registry;

import io.murmur.schema.registry.Definition.Attribute;
import io.murmur.schema.registry.Definition.Entity;
import io.murmur.schema.registry.Definition.Member;
import io.murmur.schema.registry.Definition.Metric;
import io.murmur.schema.registry.Definition.Reference;
import io.murmur.schema.registry.Definition.Signal;
import io.murmur.schema.registry.Definition.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a registry differs from an earlier one, and which of that breaks those who go by it: OpenTelemetry's rules for stable
 * conventions ("Telemetry stability", and the compatibility policy of the semantic conventions), applied whatever the
 * stability. Wording may change freely.
 */
public final class Comparison {
    private static final String OPTIONAL = "opt_in";
    private static final String REQUIRED = "required";

    private final List<Change> changes = new ArrayList<>();

    private Comparison() {}

    /** All differences, by kind of definition in the order of the registries. */
    public static List<Change> of(Registry before, Registry now) {
        Comparison comparison = new Comparison();
        comparison.each("attribute", before.attributes(), now.attributes(), comparison::attribute);
        comparison.each("metric", before.metrics(), now.metrics(), comparison::metric);
        comparison.each("span", before.spans(), now.spans(), comparison::span);
        comparison.each("event", before.events(), now.events(), comparison::signal);
        comparison.each("entity", before.entities(), now.entities(), comparison::entity);
        return List.copyOf(comparison.changes);
    }

    private <T extends Definition> void each(String what, List<T> before, List<T> now, BiConsumer<T, T> both) {
        Map<String, T> earlier = byName(before, Definition::name);
        Map<String, T> later = byName(now, Definition::name);
        earlier.forEach((name, old) -> {
            T fresh = later.get(name);
            if (fresh == null) {
                changes.add(new Change(old.place(), true, "the " + what + " '" + name + "' is gone", true));
            } else {
                both.accept(old, fresh);
            }
        });
        later.forEach((name, fresh) -> {
            if (!earlier.containsKey(name)) {
                adds(fresh.place(), "the " + what + " '" + name + "' is new");
            }
        });
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        Map<String, T> named = new LinkedHashMap<>();
        all.forEach(each -> named.putIfAbsent(name.apply(each), each));
        return named;
    }

    // --- what is defined -------------------------------------------------------------------------------------------

    private void attribute(Attribute old, Attribute fresh) {
        same(fresh, "type", old.type(), fresh.type());
        Map<String, Member> later = byName(fresh.members(), Member::id);
        Map<String, Member> earlier = byName(old.members(), Member::id);
        earlier.forEach((id, member) -> {
            Member now = later.get(id);
            if (now == null) {
                breaks(fresh.place(), "'" + fresh.name() + "' has no value '" + id + "' any more");
            } else if (!now.value().equals(member.value())) {
                breaks(now.place(), "'" + fresh.name() + "' says '" + now.value() + "' for '" + member.value() + "'");
            }
        });
        later.forEach((id, member) -> {
            if (!earlier.containsKey(id)) {
                adds(member.place(), "'" + fresh.name() + "' may be '" + member.value() + "'");
            }
        });
    }

    private void metric(Metric old, Metric fresh) {
        same(fresh, "instrument", old.instrument(), fresh.instrument());
        same(fresh, "unit", old.unit(), fresh.unit());
        same(fresh, "type of value", old.valueType(), fresh.valueType());
        associations(old, fresh);
        // any attribute that is there by default tells time series apart
        references(
                fresh,
                old.references(),
                fresh.references(),
                (before, now) -> isOptional(before) != isOptional(now),
                added -> !isOptional(added));
    }

    private void span(Span old, Span fresh) {
        same(fresh, "kind", old.kind(), fresh.kind());
        same(fresh, "name", old.title(), fresh.title());
        signal(old, fresh);
    }

    private void signal(Signal old, Signal fresh) {
        associations(old, fresh);
        references(fresh, old.references(), fresh.references(), Comparison::isWeaker, _ -> false);
    }

    private void entity(Entity old, Entity fresh) {
        references(fresh, old.identity(), fresh.identity(), Comparison::isWeaker, _ -> true);
        references(fresh, old.description(), fresh.description(), Comparison::isWeaker, _ -> false);
    }

    // --- parts -----------------------------------------------------------------------------------------------------

    private void associations(Signal old, Signal fresh) {
        old.entities().stream()
                .filter(entity -> !fresh.entities().contains(entity))
                .forEach(entity -> breaks(fresh.place(), "'" + fresh.name() + "' is not told of '" + entity + "' now"));
    }

    /** Whether a difference between two references to one attribute breaks. */
    private interface Breaking {
        boolean is(Reference before, Reference now);
    }

    private void references(
            Definition of, List<Reference> before, List<Reference> now, Breaking both, Predicate<Reference> added) {
        Map<String, Reference> earlier = byName(before, Reference::name);
        Map<String, Reference> later = byName(now, Reference::name);
        earlier.forEach((name, old) -> {
            Reference fresh = later.get(name);
            if (fresh == null) {
                note(of.place(), "'" + of.name() + "' has no '" + name + "' any more", !isOptional(old));
            } else if (!fresh.requirement().equals(old.requirement())) {
                String levels = "' is " + fresh.requirement() + ", was " + old.requirement();
                note(fresh.place(), "'" + name + "' of '" + of.name() + levels, both.is(old, fresh));
            }
        });
        later.forEach((name, fresh) -> {
            if (!earlier.containsKey(name)) {
                note(fresh.place(), "'" + of.name() + "' has '" + name + "'", added.test(fresh));
            }
        });
    }

    private static boolean isOptional(Reference reference) {
        return reference.requirement().equals(OPTIONAL);
    }

    /** Whether who counts on an attribute may miss it now. */
    private static boolean isWeaker(Reference before, Reference now) {
        return before.requirement().equals(REQUIRED) || (isOptional(now) && !isOptional(before));
    }

    private void same(Definition of, String what, String before, String now) {
        if (!before.equals(now)) {
            breaks(of.place(), "the " + what + " of '" + of.name() + "' is '" + now + "', was '" + before + "'");
        }
    }

    private void breaks(Place place, String message) {
        note(place, message, true);
    }

    private void adds(Place place, String message) {
        note(place, message, false);
    }

    private void note(Place place, String message, boolean breaking) {
        changes.add(new Change(place, false, message, breaking));
    }
}
