/**
 * The version of everything on the wire. It goes up with every change of a message's shape: a test holds the hash of
 * all shapes against the version, and fails when one moves without the other. And with every change of what messages
 * carry without looking inside: the bytes of changes and snapshots, and the rules that changes follow.
 */
export const protocolVersion = 3
