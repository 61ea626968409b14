import { limits } from '@tandem/protocol'

/** Documents that are opened at once: each takes a core for a moment, and the memory of its text some times over. */
export const openAtOnce = 2
/** Callers that wait for their turn before the next one is turned away: seconds of work. */
export const waitingToOpen = 50
/** Splices in one change of a text that somebody sends: a program that has more sends the text. */
export const maxSplices = 1_000
/** Code units of a text that is sent. */
export const maxTextUnits = limits.maxDocumentUnits
/** Revisions on one page of a history. */
export const maxRevisionPage = 100
/** Rows of a log that are looked through to undo what somebody did: under half a second of a core besides reading them. */
export const maxRevertRows = 100_000
