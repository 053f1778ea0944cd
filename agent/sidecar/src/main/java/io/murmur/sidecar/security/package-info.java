/**
 * Who may speak, and who said it. {@link io.murmur.sidecar.security.Envelope} seals every datagram with a key of the
 * swarm's {@link io.murmur.sidecar.security.Keyring}, so that strangers neither read nor write; {@link
 * io.murmur.sidecar.security.OwnerKey} signs an agent's entries, so that members cannot speak for each other.
 */
@NullMarked
package io.murmur.sidecar.security;

import org.jspecify.annotations.NullMarked;
