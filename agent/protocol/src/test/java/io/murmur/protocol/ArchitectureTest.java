package io.murmur.protocol;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** What the protocol kernel may see, and in which direction its packages look at each other. */
@AnalyzeClasses(packages = "io.murmur.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
public class ArchitectureTest {

    @ArchTest
    static final ArchTests kernel = ArchTests.in(KernelRules.class);

    @ArchTest
    static final ArchRule packagesLookOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("merkle")
            .definedBy("io.murmur.protocol.merkle..")
            .layer("state")
            .definedBy("io.murmur.protocol.state..")
            .layer("wire")
            .definedBy("io.murmur.protocol.wire..", "io.murmur.protocol.roster..")
            .layer("host")
            .definedBy("io.murmur.protocol.host..")
            .layer("behaviour")
            .definedBy("io.murmur.protocol.gossip..", "io.murmur.protocol.membership..")
            .layer("agent")
            .definedBy("io.murmur.protocol.agent..")
            .whereLayer("merkle")
            .mayNotAccessAnyLayer()
            .whereLayer("state")
            .mayOnlyAccessLayers("merkle")
            .whereLayer("wire")
            .mayOnlyAccessLayers("merkle", "state")
            .whereLayer("host")
            .mayOnlyAccessLayers("merkle", "state", "wire")
            .whereLayer("behaviour")
            .mayOnlyAccessLayers("merkle", "state", "wire", "host")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("io.murmur.protocol.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    /** The rules of any kernel: no thread, clock, dice, socket, file, library or mutable static state. */
    public static final class KernelRules {

        /** Methods whose result depends on more than their arguments, by the type that declares them. */
        private static final Map<String, Set<String>> IMPURE = Map.of(
                "java.lang.System",
                        Set.of("nanoTime", "currentTimeMillis", "identityHashCode", "getenv", "getProperty"),
                "java.lang.Math", Set.of("random"),
                "java.lang.StrictMath", Set.of("random"),
                "java.util.UUID", Set.of("randomUUID"),
                "java.util.random.RandomGenerator", Set.of("getDefault", "of"),
                "java.util.Collections", Set.of("shuffle"));

        /** These collections iterate differently in every run of the JVM, and the iteration order is an input. */
        private static final Map<String, Set<String>> UNORDERED = Map.of(
                "java.util.Set", Set.of("of", "copyOf"),
                "java.util.Map", Set.of("of", "ofEntries", "copyOf"),
                "java.util.stream.Collectors", Set.of("toUnmodifiableSet", "toUnmodifiableMap"));

        @ArchTest
        static final ArchRule kernelSeesNoOutsideWorld = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..", "java.io..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent..")
                .allowEmptyShould(true);

        @ArchTest
        static final ArchRule kernelSeesNoLibrary = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.opentelemetry..",
                        "com.fasterxml.jackson..",
                        "com.github.benmanes.caffeine..",
                        "org.slf4j..",
                        "java.util.logging..")
                .allowEmptyShould(true);

        @ArchTest
        static final ArchRule kernelOwnsNoThreadClockOrDice = noClasses()
                .should()
                .dependOnClassesThat(describe("are a thread, a clock, a logger or dice", KernelRules::isImpure))
                .allowEmptyShould(true);

        @ArchTest
        static final ArchRule kernelCallsOnlyWhatItsInputsDecide =
                noClasses().should().callMethodWhere(calls(IMPURE)).allowEmptyShould(true);

        @ArchTest
        static final ArchRule kernelIteratesInAKnownOrder =
                noClasses().should().callMethodWhere(calls(UNORDERED)).allowEmptyShould(true);

        @ArchTest
        static final ArchRule kernelHoldsNoMutableStaticState =
                fields().that().areStatic().should().beFinal().allowEmptyShould(true);

        private KernelRules() {}

        private static boolean isImpure(JavaClass type) {
            return type.isAssignableTo(Thread.class)
                    || type.isAssignableTo(ThreadLocal.class)
                    || type.isAssignableTo(System.Logger.class)
                    || type.isAssignableTo(java.util.Random.class)
                    || type.isAssignableTo(java.security.SecureRandom.class)
                    || type.isAssignableTo(java.util.Timer.class)
                    || type.isAssignableTo(java.util.Date.class)
                    || type.isAssignableTo(java.time.InstantSource.class);
        }

        private static DescribedPredicate<JavaCall<?>> calls(Map<String, Set<String>> methodsByOwner) {
            return describe("target one of " + methodsByOwner, call -> {
                CodeUnitCallTarget target = call.getTarget();
                String owner = target.getOwner().getName();
                return methodsByOwner.getOrDefault(owner, Set.of()).contains(target.getName())
                        || (owner.startsWith("java.time.") && target.getName().equals("now"));
            });
        }
    }
}
