/**
 * Who leads a group of up to 128 members. Raft's election (Ongaro 2014, §3.4, §9.6, §3.10) without its log, with leader
 * leases (Gray, Cheriton 1989) and with configurations that change one member at a time under the leader's lead
 * (Schultz, Dardik, Tripakis 2021).
 *
 * <p>{@link io.murmur.hierarchical.election.Election} takes the inputs of one member in one group and hands each to the
 * role it plays, one class per role: {@link io.murmur.hierarchical.election.Follower}, {@link
 * io.murmur.hierarchical.election.PreCandidate}, {@link io.murmur.hierarchical.election.Candidate}, {@link
 * io.murmur.hierarchical.election.Leader}. What a member keeps through all roles has a {@link
 * io.murmur.hierarchical.election.Seat}: its term, its vote, the configuration; with it the {@link
 * io.murmur.hierarchical.election.Voter} that answers who stands, and the {@link
 * io.murmur.hierarchical.election.Allegiance} to a leader, with the lease it granted. What a restart must not forget goes
 * to the {@link io.murmur.hierarchical.election.ElectionHost} before any message that depends on it.
 *
 * <p>Nobody speaks to all of a large group: a {@link io.murmur.hierarchical.election.Poll} of a candidate, and the {@link
 * io.murmur.hierarchical.election.Rounds} of a leader, go through {@link io.murmur.hierarchical.election.Relay}s to
 * {@link io.murmur.hierarchical.election.Slices}, and the {@link io.murmur.hierarchical.election.Outbox} bounds the rest.
 */
@NullMarked
package io.murmur.hierarchical.election;

import org.jspecify.annotations.NullMarked;
