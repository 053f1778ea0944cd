/**
 * What an agent keeps from one life to the next: its key pair, its incarnation, the versions it gave, where it met
 * others, and the entries it held. {@link io.murmur.sidecar.store.DiskStore} keeps it on a disk, {@link
 * io.murmur.sidecar.store.EphemeralStore} not at all.
 */
@NullMarked
package io.murmur.sidecar.store;

import org.jspecify.annotations.NullMarked;
