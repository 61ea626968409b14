/**
 * How a snapshot's bytes are packed on the wire and in the storage, by the names that browsers give these formats. A
 * session says which ones it can undo; everybody can do `identity`.
 */
export const codings = ['identity', 'deflate-raw', 'brotli'] as const

/** One of them. */
export type Coding = (typeof codings)[number]
