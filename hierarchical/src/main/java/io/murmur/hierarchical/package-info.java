/**
 * The second kernel: how sub-swarms form, split and merge, who leads them, and how a leader's word climbs to the top and
 * comes down again. Decisions live here too: votes, certificates, weights and reputation, all without a thread, a clock or
 * a socket.
 */
@NullMarked
package io.murmur.hierarchical;

import org.jspecify.annotations.NullMarked;
