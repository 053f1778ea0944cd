package io.murmur.sidecar.security;

/** What became of a datagram that arrived. */
public enum Opening {
    /** It is genuine and new; only then is anything of it parsed. */
    OPENED,
    /** Too short, or not of this version. */
    MALFORMED,
    /** It names another swarm. */
    OTHER_SWARM,
    /** It names a key that is not in the keyring. */
    OTHER_KEY,
    /** It was changed on its way, or made without the key. */
    FORGED,
    /** It has been here before, or is too old to tell. */
    REPLAYED
}
