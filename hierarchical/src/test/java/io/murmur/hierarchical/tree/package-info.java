/** What is known of the tree adds up. */
@NullMarked
package io.murmur.hierarchical.tree;

import org.jspecify.annotations.NullMarked;
