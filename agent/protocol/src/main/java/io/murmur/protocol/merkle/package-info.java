/**
 * One hash for a whole map, and proofs against it.
 *
 * <p><b>The question.</b> Two agents each hold a map with up to a million entries. Are the maps equal? If not, where do
 * they differ? And can one of them show a stranger, who trusts neither, what the map holds at a key? A Merkle tree
 * answers all three: the first by comparing two hashes, the second by descending only where hashes differ, the third
 * with some twenty hashes. The types, in the order in which they build on each other:
 *
 * <ol>
 *   <li>{@link io.murmur.protocol.merkle.Hash}: 256 bits, compared in a few cycles. Everything else is made of these.
 *   <li>{@link io.murmur.protocol.merkle.Domain} and {@link io.murmur.protocol.merkle.Hasher}: BLAKE3, keyed by what is
 *       hashed, so that a leaf can never pass for a node. The hasher is the only mutable thing here: a tool with
 *       scratch space, lent to whoever builds something.
 *   <li>{@link io.murmur.protocol.merkle.Trie}: the map. A key's bits, most significant first, are the way from the top
 *       to its leaf, and a subtree with one leaf is that leaf. So the shape follows from the keys alone, and agents that
 *       hold the same leaves hold the same hash, whatever happened in between. Tries are immutable and share what they
 *       have in common: a change costs the path to it. Many changes at once are one walk ({@code Batch}) that hashes
 *       each node once.
 *       The half of the keys that begin with 0 is what all groups of a swarm share, and has a root of its own.
 *   <li>{@link io.murmur.protocol.merkle.Proof}: the siblings on the way to a key, for somebody who knows only the
 *       root. It shows presence and absence alike, has one encoding only, and no bit of it can be changed.
 * </ol>
 *
 * <p><b>What holds.</b> With {@code H} collision-resistant and {@code |S|} the number of leaves of a subtree {@code S}:
 *
 * <pre>
 * hash(S) = 0                                  if |S| = 0
 * hash(S) = H_leaf(key, content)               if |S| = 1
 * hash(S) = H_node(hash(left), hash(right))    if |S| &gt; 1
 * root    = H_root(hash(trie), watermark)
 * swarm root = H_swarm(hash(the half of the trie whose keys begin with 0))
 * equal roots  =&gt;  equal leaves and equal watermarks
 * equal swarm roots  =&gt;  equal leaves in that half
 * </pre>
 *
 * <p>Keys are hashes themselves, so n of them make a trie about log2(n) deep, and whoever looks for keys that deepen a
 * branch has to work twice as hard for every two levels more.
 */
@NullMarked
package io.murmur.protocol.merkle;

import org.jspecify.annotations.NullMarked;
