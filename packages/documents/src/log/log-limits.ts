/**
 * Replicas of one person in a document that stay whether or not they wrote as them: each page that is opened has one, and
 * nobody knows which pages are still there. The tabs that somebody may have open, twenty times over: only what was written
 * without a connection before a thousand more visits of the same person is refused, and given back to them.
 */
export const keptReplicas = 1_000
