/** Largest replica id. Ids fit a signed 32-bit column, so that typed arrays and Postgres `integer` can hold them. */
export const maxReplica = 2 ** 31 - 1

/** Largest counter of an `Id`, for the same reason: one replica can type two thousand million code units. */
export const maxCounter = 2 ** 31 - 1

/** Code units ever inserted into one document: their numbers in memory, with room between replicas, fit 31 bits. */
export const maxUnits = 2 ** 29

/** Largest `rseq`, for the same reason. */
export const maxRseq = 2 ** 31 - 1

/** Largest Lamport time: the largest integer that a JavaScript number holds exactly. */
export const maxLamport = Number.MAX_SAFE_INTEGER

/** Code units one change may insert: a 10 MB paste is one change, and a hostile one can't take all memory. */
export const maxChangeUnits = 16 * 1024 * 1024

/** Operations in one change: deleting everything in a document of a million runs is still one change. */
export const maxChangeOperations = 1024 * 1024

/** Code units of a property's key: keys are names that programs choose, not content. */
export const maxKeyUnits = 256

/** Code units of a property's text value: settings and short notes; long text belongs into the text. */
export const maxValueUnits = 16 * 1024

/** Changes that may wait for what they depend on: minutes of several fast writers, not a leak. */
export const maxBufferedChanges = 10_000

/** Code units and operations, summed, of all waiting changes: bounds the buffer's memory, not only its length. */
export const maxBufferedWeight = 32 * 1024 * 1024
