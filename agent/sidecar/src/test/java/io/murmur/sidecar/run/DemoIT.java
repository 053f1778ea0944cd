package io.murmur.sidecar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.murmur.sidecar.cli.Murmur;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DemoIT {
    @Test
    void theDemonstrationShowsWhatItSays() {
        StringWriter out = new StringWriter();
        assertEquals(0, Murmur.run(new PrintWriter(out, true), new PrintWriter(out, true), "demo"));
        assertTrue(out.toString().contains("eve       declares dan dead"), out.toString());
        assertTrue(out.toString().contains("signed by its owner"), out.toString());
    }
}
