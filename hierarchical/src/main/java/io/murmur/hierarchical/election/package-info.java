/**
 * Who leads a group of up to 128 members. Raft's election (Ongaro 2014, §3.4, §9.6, §3.10) without its log, with leader
 * leases (Gray, Cheriton 1989) and with configurations that change one member at a time under the leader's lead
 * (Schultz, Dardik, Tripakis 2021).
 *
 * <p>{@link io.murmur.hierarchical.election.Election} takes the inputs of one member in one group and hands each to the
 * role it plays, one class per role: {@link io.murmur.hierarchical.election.Follower}, {@link
 * io.murmur.hierarchical.election.PreCandidate}, {@link io.murmur.hierarchical.election.Candidate}, {@link
 * io.murmur.hierarchical.election.Leader}. {@link io.murmur.hierarchical.election.Seat} is what a member keeps through
 * all roles: its term, its vote, its promise, the configuration. What a restart must not forget goes to the {@link
 * io.murmur.hierarchical.election.ElectionHost} before any message that depends on it.
 */
@NullMarked
package io.murmur.hierarchical.election;

import org.jspecify.annotations.NullMarked;
