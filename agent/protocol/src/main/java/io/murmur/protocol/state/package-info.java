/**
 * What an agent knows, as a value that merges.
 *
 * <p><b>The question.</b> Thousands of agents write, delete and hear of each other's writes in any order, some twice,
 * some late, some after a week away. When the talking stops, all shall hold the same, and nothing that was deleted shall
 * have come back. The types, in the order in which they build on each other:
 *
 * <ol>
 *   <li>{@link io.murmur.protocol.state.Version} and {@link io.murmur.protocol.state.HybridClock}: when. A stamp follows
 *       physical time, exceeds every stamp seen, and fits a long. A stamp too far in the future is not believed, so
 *       nobody can win for ever by a wrong clock.
 *   <li>{@link io.murmur.protocol.state.Entry}: what was said about a key, by whom ({@link
 *       io.murmur.protocol.state.Origin}), how far it travels ({@link io.murmur.protocol.state.Scope}). It is its own
 *       wire format; {@code Layout} is the one place that knows where the fields are. Of two entries for a key one
 *       {@link io.murmur.protocol.state.Entry#supersedes} the other: by version, owner, content.
 *   <li>{@link io.murmur.protocol.state.State}: a Merkle trie of entries and a watermark. States form a lattice, so
 *       joining them is safe in any order; {@link io.murmur.protocol.state.Verdict} names what becomes of one entry,
 *       {@link io.murmur.protocol.state.Limits} what an agent is willing to hold whatever it is sent.
 *   <li>{@code Lineage}: the last few steps of a state, which lets a peer that is a moment behind be told what it lacks
 *       without any search.
 * </ol>
 *
 * <p><b>What holds.</b> Let a state be entries {@code E} and a watermark {@code w}, {@code max} the entry of a key that
 * supersedes the others, and {@code a} the state with the higher watermark:
 *
 * <pre>
 * join(a, b) = (max(E_a + E_b), w_a)                                    if w_a = w_b
 * join(a, b) = (max(E_a + { e in E_b : version(e) &gt; w_a }), w_a)        if w_a &gt; w_b
 * e in E and e is a tombstone  =&gt;  version(e) &gt; w
 * join is commutative, associative and idempotent; equal roots mean equal states
 * </pre>
 *
 * So of what was written up to a watermark, its holder's word is final: what it does not hold was deleted. An agent that
 * slept through a deletion and its collection learns of both from the watermark alone. Two agents that cannot send whole
 * states join step by step: the one behind applies entries under the other's watermark, discards what the other shows it
 * does not hold, and adopts the watermark last.
 */
@NullMarked
package io.murmur.protocol.state;

import org.jspecify.annotations.NullMarked;
