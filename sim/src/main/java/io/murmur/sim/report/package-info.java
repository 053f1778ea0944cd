/** What a person or a program gets to see of a run: a bar while it lasts, then a table, or JSON. */
@NullMarked
package io.murmur.sim.report;

import org.jspecify.annotations.NullMarked;
