import type { Mutant } from './mutant.ts'

const watch = 'apps/server/src/cluster/access-watch.ts'
const lease = 'apps/server/src/rooms/access-lease.ts'
const registry = 'apps/server/src/rooms/room-registry.ts'
const snapshotter = 'apps/server/src/storage/snapshotter.ts'

/** What a node does around its rooms: access, memory, snapshots, and the talk with other nodes. */
export const nodeMutants: readonly Mutant[] = [
  {
    name: 'revoke-on-one-node-only',
    does: 'every second node never hears that somebody was removed',
    edits: [
      { file: watch, text: 'const pollMs = 400', becomes: 'const pollMs = 400\nlet watches = 0' },
      {
        file: watch,
        text: '  #closed = false\n',
        becomes: '  #closed = false\n  readonly #isDeaf = watches++ % 2 === 1\n',
      },
      {
        file: watch,
        text: 'registry.accessChanged(changes)',
        becomes: 'if (!this.#isDeaf) registry.accessChanged(changes)',
      },
    ],
  },
  {
    name: 'role-cached-5s',
    does: 'believes for five seconds what it knew of somebody',
    edits: [
      { file: watch, text: 'const pollMs = 400', becomes: 'const pollMs = 5_000' },
      {
        file: watch,
        text: 'if (documentId === null || parts.registry.open(documentId).length > 0) this.look()',
        becomes: 'void documentId',
      },
      { file: lease, text: 'export const accessLeaseMs = 900', becomes: 'export const accessLeaseMs = 6_000' },
    ],
  },
  {
    name: 'lease-never-expires',
    does: 'goes on sending however long ago it looked who may read',
    edits: [
      { file: lease, text: 'clock() - (since[at] ?? 0) < accessLeaseMs', becomes: 'clock() >= (since[at] ?? 0)' },
    ],
  },
  {
    name: 'lease-from-the-answer',
    does: 'counts the lease from when the answer came, not from when it was asked',
    edits: [{ file: watch, text: 'lease.renew(began)', becomes: 'lease.renew(lease.moment())' }],
  },
  {
    name: 'presence-past-the-lease',
    does: 'tells who is there although it does not know who may hear it',
    edits: [
      {
        file: 'apps/server/src/rooms/presence.ts',
        text: 'if (!this.#lease.valid) {',
        becomes: 'if (this.#peers.size < 0) {',
      },
    ],
  },
  {
    name: 'late-look-forgotten',
    does: 'does not look again at what changed while it looked',
    edits: [
      { file: watch, text: 'this.#lookAgain = true', becomes: 'this.#lookAgain = false' },
      { file: watch, text: 'const pollMs = 400', becomes: 'const pollMs = 5_000' },
      { file: lease, text: 'export const accessLeaseMs = 900', becomes: 'export const accessLeaseMs = 6_000' },
    ],
  },
  {
    name: 'memory-with-a-gap',
    does: 'joins rows in memory between which others lie',
    edits: [
      {
        file: 'apps/server/src/storage/recent-rows.ts',
        text: 'known && first.seq <= next ? known : { rows: [], bytes: 0 }',
        becomes: 'known ?? { rows: [], bytes: 0 }',
      },
    ],
  },
  {
    name: 'snapshot-at-the-wrong-seq',
    does: 'says of a snapshot that it holds a row more than it does',
    edits: [
      {
        file: snapshotter,
        text: 'const snapshot: StoredSnapshot = { seq, ',
        becomes: 'const snapshot: StoredSnapshot = { seq: seq + 1, ',
      },
    ],
  },
  {
    name: 'horizon-off-by-one',
    does: 'begins the rows behind a snapshot one too late',
    edits: [
      {
        file: 'apps/server/src/storage/opening.ts',
        text: '{ snapshot, cursor: snapshot.seq }',
        becomes: '{ snapshot, cursor: snapshot.seq + 1 }',
      },
    ],
  },
  {
    name: 'snapshot-for-an-old-session',
    does: 'opens a session with a snapshot that is behind what it has',
    edits: [
      {
        file: 'apps/server/src/storage/opening.ts',
        text: 'if (!snapshot || (isKnown && lastSeq >= snapshot.seq)) return replayed',
        becomes:
          'if (!snapshot) return replayed\n  if (isKnown && lastSeq >= snapshot.seq) return { snapshot, cursor: snapshot.seq }',
      },
    ],
  },
  {
    name: 'heads-not-polled',
    does: 'believes that what no hint told does not exist',
    edits: [
      {
        file: 'apps/server/src/cluster/head-poll.ts',
        text: 'if (head !== undefined) document.advanced(head)',
        becomes: 'void head',
      },
    ],
  },
  {
    name: 'frames-out-of-order',
    does: 'sends what one turn has for a connection from the last to the first',
    edits: [
      {
        file: 'apps/server/src/gateway/outgoing.ts',
        text: 'const message = joinFrames(this.#frames)',
        becomes: 'const message = joinFrames(this.#frames.toReversed())',
      },
    ],
  },
  {
    name: 'frame-forgotten',
    does: 'sends only the last of what one turn has for a connection',
    edits: [
      {
        file: 'apps/server/src/gateway/outgoing.ts',
        text: 'const message = joinFrames(this.#frames)',
        becomes: 'const message = joinFrames(this.#frames.slice(-1))',
      },
    ],
  },
  {
    name: 'queue-without-bound',
    does: 'lets everything pile up for a reader who takes nothing',
    edits: [
      {
        file: 'apps/server/src/limits/send-budget.ts',
        text: 'if (!this.#isMuch()) return false',
        becomes: 'if (!this.#isMuch() || reader) return false',
      },
      {
        file: 'apps/server/src/limits/send-budget.ts',
        text: 'if (unsent.bytes === 0) {',
        becomes: 'if (unsent.bytes >= 0) {',
      },
    ],
  },
  {
    name: 'wrong-author-shown',
    does: 'says of all rows of an echo that they are by the author of the first',
    edits: [
      {
        file: 'apps/server/src/rooms/echo-frames.ts',
        text: 'authors.push({ replica, userId })',
        becomes: 'authors.push({ replica, userId: rows[0]?.userId ?? userId })',
      },
    ],
  },
  {
    name: 'people-of-a-failed-room-forgotten',
    does: 'leaves people in a room that was given up',
    edits: [
      { file: registry, text: "for (const session of [...room.sessions]) room.cut(session, 'internal')", becomes: '' },
    ],
  },
  {
    name: 'failed-room-released-for-the-next',
    does: 'counts who leaves a room that was given up as one less in the room that came after it',
    edits: [{ file: registry, text: 'if (entry?.room === room) this.#release', becomes: 'if (entry) this.#release' }],
  },
]
