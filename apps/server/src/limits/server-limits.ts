/**
 * Every limit of the collaboration server that is not part of the conversation, with its reason; those are in the
 * protocol's `limits.ts`. All of them hold for one process. Whoever runs a server may set others (`COLLAB_LIMITS`): a
 * school behind one address, a load test.
 */

const kib = 1024
const mib = 1024 * kib

/** What a server has unless it is told otherwise. */
export const defaultLimits = {
  /** Pushes of one person. A client gathers what is typed faster; the burst is what a reconnect brings at once. */
  pushesPerSecond: 50,
  pushBurst: 100,
  /** Characters, and operations that insert none, of one person: faster than anybody types, and a large paste at once. */
  charactersPerSecond: 20_000,
  characterBurst: mib,
  /**
   * Changes of all people in one document: what its one row in the database takes with room to spare, and what the
   * browsers of everybody in it have to follow. Half of it is anybody's, half is shared evenly (document-rate.ts).
   */
  documentChangesPerSecond: 2_000,
  /** Presence that one session sends; an honest one sends 20. More is dropped. */
  presencePerSecond: 50,
  /**
   * Sessions of one person that say that they showed something else than the log: each is an error in the operators' log,
   * and anybody can say so. Honest ones are cured by opening the document anew; the burst is every tab of theirs at once.
   */
  divergencesPerSecond: 1,
  divergenceBurst: 50,
  /**
   * Frames (and each KiB of theirs) that a connection may send although they are refused or dropped: what an honest
   * client has on its way when it is told to wait is a quarter of it. Then it is cut.
   */
  excessBurst: 1_000,
  excessPerSecond: 50,

  /** Open documents of one sign-in: more tabs than anybody has. */
  connectionsPerSignIn: 20,
  /** Open documents of one person, on all devices. */
  connectionsPerUser: 50,
  /** A person's tabs come back all at once after a restart; a loop of reconnects does not get far. */
  joinsPerSecond: 2,
  joinBurst: 50,
  /**
   * Of all people, at the same time. Each has up to two statements under way, and the pool ten connections: the changes of
   * those who are in never wait for one, however many come in at once.
   */
  joinsAtOnce: 3,
  /** Connections from one address: an office behind one. */
  connectionsPerAddress: 100,
  /** New ones: 20 in ten seconds. */
  newConnectionsPerSecond: 2,
  newConnectionBurst: 20,
  /** All connections of the process: some 30 KB each, so that they never take more than a few hundred megabytes. */
  connectionsPerNode: 10_000,

  /** What waits for a reader before rows are kept back from it: it gets them from the log when it has taken the rest. */
  heldBackBytes: 256 * kib,
  heldBackMessages: 64,
  /** What waits for a reader before it is cut; a snapshot may be larger and comes on top. */
  unsentBytes: mib,
  unsentMessages: 256,
  /** A reader that takes nothing for this long is cut. */
  unsentMs: 5_000,

  /** Rows that a session lacks and gets without a look at the snapshot: fewer are replayed faster than a snapshot opens. */
  replayedRows: 100,
  /** Less behind its snapshot is not worth a new one while a document is open: its rows are in memory. */
  snapshotTailBytes: 64 * kib,
  /** When a document is closed it pays earlier: whoever comes next may come to a node that has nothing in memory. */
  closedTailBytes: 8 * kib,
  /**
   * One job of the thread that opens whole documents. No machine that runs a server takes so long for the largest: it hangs, and
   * every snapshot, digest and searched text of the node would wait for it.
   */
  threadJobMs: 120_000,

  /**
   * Delay of the event loop, the median of a second: from here on nobody new is let in, and presence is dropped. Ten
   * times what a person would notice in an echo is still a working server.
   */
  joinDelayMs: 200,
  /** From here on changes are refused as well: whatever waits costs memory, and those who wait send again. */
  pushDelayMs: 500,
} as const

/** The limits that a server was started with. */
export type ServerLimits = { readonly [K in keyof typeof defaultLimits]: number }
