package io.murmur.protocol.agent;

import io.murmur.protocol.host.Signer;
import io.murmur.protocol.roster.Member;

/**
 * Who an agent is.
 *
 * @param member its id, address, name and incarnation; the incarnation must be above that of its earlier lives
 * @param signer seals its entries
 * @param seed the seed of its dice
 * @param lastVersion the last version it gave in an earlier life, or {@code Version.NEVER}
 */
public record Identity(Member member, Signer signer, long seed, long lastVersion) {}
