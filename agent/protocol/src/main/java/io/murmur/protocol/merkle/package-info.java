/**
 * Hashes, the trie that commits to a whole map with one of them, and proofs.
 */
@NullMarked
package io.murmur.protocol.merkle;

import org.jspecify.annotations.NullMarked;
