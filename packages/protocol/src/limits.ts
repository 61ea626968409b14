/**
 * Every limit of the conversation, with its reason. An honest client never meets one by accident: it learns the ones
 * that it must plan for from `welcome`.
 */

const kib = 1024
const mib = 1024 * kib

/** One frame from a client. Large enough for a batch, small enough that a thousand hostile ones fit into memory. */
export const maxFrameBytes = 256 * kib

/** A `hello`: it comes from somebody unknown. A ticket, and those of `maxReplicaTickets` replicas, with half to spare. */
export const maxHelloBytes = 8 * kib
/** Presence: `maxSelections` of the longest anchors, and whom one follows. It comes often and goes to everybody. */
export const maxPresenceBytes = 2 * kib
/** What a client puts into one `push`: a batch is one database statement and must not hold the document's row for long. */
export const maxPushBytes = 64 * kib
/** Changes in one `push`: bounds the work of one statement. */
export const maxPushChanges = 512

/** One encoded change: fits into a push with room for the envelope. A client cuts larger edits into several changes. */
export const maxChangeBytes = 60 * kib

/** Visible text of one document, in code units: what a browser edits without effort. */
export const maxDocumentUnits = 2 * mib
/** Characters ever inserted into one document, tombstones included: bounds its snapshot and its memory. */
export const maxDocumentCharacters = 4_000_000

/** Log rows in one `echo`, and their bytes: a long replay comes in pieces, so that the page stays responsive. */
export const maxEchoRows = 1000
export const maxEchoBytes = 512 * kib

/** Carets and selections of one session: 50 are drawn. */
export const maxSelections = 50
/** How often one session asks others to come to it: more often it is ignored anyway. */
export const maxCalls = 65_535
/** One encoded anchor: two varints and a side. */
export const maxAnchorBytes = 16
/** Presence that a client sends: more often than this a peer cannot see. */
export const presencePerSecond = 20
/** Presence that a server sends for one person: carets move smoothly at ten a second. */
export const presenceIntervalMs = 100
/** In a crowd it comes less often: everybody's carets go to everybody, which grows with the square. */
export const presenceCrowd = 25
export const crowdedPresenceIntervalMs = 250

/** Sessions in one document. Each one costs a frame for every keystroke of the others. */
export const maxSessionsPerDocument = 300

/** From the transport's connection to a complete `hello`. */
export const helloDeadlineMs = 5_000
/** A dead connection is noticed within the sum of the two: a page may say "Saved" for ten seconds after its network died. */
export const pingIntervalMs = 4_500
/** How late an answer may come: it stands behind all that is on its way, and a slow network must not be taken for a dead one. */
export const pingTimeoutMs = 5_000

/** Frames that are not ours before the connection is closed: one may be an accident. */
export const maxBadFrames = 3

/** Changes that wait for their commit in one document: some seconds of work for the database. */
export const maxQueuedChanges = 10_000

/** The name that a collaboration server has among others: 16 characters today. */
export const maxNodeIdLength = 32
/** Sessions in one message between nodes; more of them are several messages. */
export const maxNodePeers = 50
/** One message between nodes: so many sessions, each with all its selections and the longest name. */
export const maxNodeMessageBytes = 256 * kib

/** Ids of documents and users: 22 characters today. */
export const maxIdLength = 64
/** A signed ticket: 300 characters today. */
export const maxTicketLength = 2048
/** Replica tickets in one `hello`: this page load's own and recovered ones. */
export const maxReplicaTickets = 16

/** Titles and names, in graphemes; the wire counts code units, and a grapheme of an honest title has few. */
export const maxTitleGraphemes = 200
export const maxNameGraphemes = 64
export const maxTitleUnits = 2000
export const maxNameUnits = 640

/** A person's picture: four times what is shown of it, for screens with many pixels. */
export const pictureSide = 128
/** One that a browser made of that size has a third of this. It stands in lists beside every name. */
export const maxPictureBytes = 32 * kib

/** The CRDT's digest of what shows: 64 bits in hexadecimal. */
export const maxDigestLength = 16
/** A `diverged`: a tag, a number and a digest, with room to spare. */
export const maxDivergedBytes = 64

/** Counters, times and sequence numbers: exact in a double. */
export const maxSeq = Number.MAX_SAFE_INTEGER
/** Replica ids and their counters: 31 bits, so that engines keep them as small integers. */
export const maxReplica = 2 ** 31 - 1
export const maxRseq = 2 ** 31 - 1
