/**
 * How an update crosses the tree: it climbs to the nodes of the highest unit at once, and is multicast down along the
 * directories in {@link io.murmur.hierarchical.spread.Job}s that any receiver can carry on. {@link
 * io.murmur.hierarchical.spread.Multicast} runs the jobs within a bound on what one agent sends, {@link
 * io.murmur.hierarchical.spread.Announcements} find inside each group who was missed.
 */
@NullMarked
package io.murmur.hierarchical.spread;

import org.jspecify.annotations.NullMarked;
