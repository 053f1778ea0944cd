package io.murmur.hierarchical;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.murmur.protocol.ArchitectureTest.KernelRules;

/** The hierarchical kernel is as pure as the protocol it stands on. */
@AnalyzeClasses(packages = "io.murmur.hierarchical", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests kernel = ArchTests.in(KernelRules.class);

    @ArchTest
    static final ArchRule packagesFormNoCycle = slices().matching("io.murmur.hierarchical.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);
}
