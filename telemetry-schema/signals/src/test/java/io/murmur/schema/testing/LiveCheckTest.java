package io.murmur.schema.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.murmur.schema.MurmurMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension in tests of its own. */
class LiveCheckTest {

    @Test
    void aTestThatEmitsWhatIsDeclaredPasses() {
        run(Declared.class).assertStatistics(tests -> tests.succeeded(1).failed(0));
    }

    @Test
    void aTestThatEmitsWhatIsNotDeclaredFailsAndIsToldWhat() {
        run(Undeclared.class)
                .assertStatistics(tests -> tests.succeeded(0).failed(1))
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(message(text ->
                                text.contains("missing_metric, metric 'murmur.cups': Metric does not exist")))));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    static final class Declared {
        @RegisterExtension
        final LiveCheck live = new LiveCheck();

        @Test
        void emits() {
            MurmurMetrics.gossipRounds(live.openTelemetry().getMeter("test"))
                    .build()
                    .add(1);
        }
    }

    static final class Undeclared {
        @RegisterExtension
        final LiveCheck live = new LiveCheck();

        @Test
        void emits() {
            live.openTelemetry()
                    .getMeter("test")
                    .counterBuilder("murmur.cups")
                    .build()
                    .add(1);
        }
    }
}
