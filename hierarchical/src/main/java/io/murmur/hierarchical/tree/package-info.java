/**
 * The tree of groups as data: {@link io.murmur.hierarchical.tree.Descriptor} says of one group what others must know,
 * {@link io.murmur.hierarchical.tree.Directory} lists the groups of one unit, and {@link
 * io.murmur.hierarchical.tree.Place} is all that one agent knows of the tree. Immutable values, so that agents that know
 * the same can share them.
 */
@NullMarked
package io.murmur.hierarchical.tree;

import org.jspecify.annotations.NullMarked;
