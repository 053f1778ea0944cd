/**
 * The second kernel's part in an agent: {@link io.murmur.hierarchical.agent.Hierarchy} takes what happens to the agent and
 * hands it to the election, the dissemination or the formation of the tree.
 */
@NullMarked
package io.murmur.hierarchical.agent;

import org.jspecify.annotations.NullMarked;
