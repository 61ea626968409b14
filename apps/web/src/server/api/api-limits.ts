import { limits } from '@tandem/protocol'

/** Every limit of the REST API, with its reason. */

/** A path and its query: ids, a cursor and numbers are a tenth of it. */
export const maxUrlLength = 2_048
/** A JSON body: the longest list of edits that is worth sending as one. */
export const maxJsonBytes = 256 * 1024
/** A text body: the largest text that a document can have, each code unit in three bytes. */
export const maxTextBytes = limits.maxDocumentUnits * 3
/** A name that a program gives a request: a UUID is 36 characters. */
export const maxKeyLength = 128

/** The time in which requests are counted. */
export const windowSeconds = 60
/** What one token may ask for in that time, by what the operations cost. */
export const pointsPerToken = 600
/** Requests from one address, whatever they come with: a program that knows no token must not keep the database busy. */
export const requestsPerAddress = 1_200

/** What an operation costs: it reads a row or a page, it writes, or it opens a whole document. */
export const costs = { read: 1, write: 5, open: 10 } as const
