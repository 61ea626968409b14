/**
 * The version of everything on the wire. It goes up with every change of a message's shape: a test holds the hash of
 * all shapes against the version, and fails when one moves without the other.
 */
export const protocolVersion = 1
