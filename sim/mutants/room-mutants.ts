import type { Mutant } from './mutant.ts'

const room = 'apps/server/src/rooms/room.ts'
const writer = 'apps/server/src/rooms/room-writer.ts'
const feed = 'apps/server/src/rooms/room-feed.ts'

/** What a room decides: order, echoes, refusals, and where its people are in the log. */
export const roomMutants: readonly Mutant[] = [
  {
    name: 'echo-before-commit',
    does: 'echoes a batch when it is handed to the database',
    edits: [
      {
        file: writer,
        text: 'return this.#parts.commits.append(this.#room.documentId, take)',
        becomes: `return this.#parts.commits.append(this.#room.documentId, () => {
          const entries = take()
          const { head } = this.#feed
          this.#feed.publish(entries.map((entry, at) => ({ ...entry, seq: head + at + 1, userId: entry.user })), new Date(0))
          return entries
        })`,
      },
    ],
  },
  {
    name: 'ack-of-a-refused-change',
    does: 'echoes changes that were refused',
    edits: [
      {
        file: writer,
        text: 'if (!refused.has(session)) refused.set(session, { code: verdict.code, rseq: entry.rseq })',
        becomes: 'rows.push({ ...entry, seq: this.#feed.head + rows.length + 1, userId: entry.user })',
      },
    ],
  },
  {
    name: 'hint-trusted-as-content',
    does: 'takes a hint of rows for the rows',
    edits: [
      {
        file: feed,
        text: 'await this.#publishFromLog(last, (after) => this.#read(after))',
        becomes: `if (Number.isFinite(last)) this.#head = Math.max(this.#head, last)
        else await this.#publishFromLog(last, (after) => this.#read(after))`,
      },
    ],
  },
  {
    name: 'batch-out-of-order',
    does: 'echoes the rows of a batch from the last to the first',
    edits: [
      {
        file: feed,
        text: 'const echo = new Echo({ firstSeq, at: committedAt, authors }, rows)',
        becomes: 'const echo = new Echo({ firstSeq, at: committedAt, authors }, rows.toReversed())',
      },
    ],
  },
  {
    name: 'gap-not-filled',
    does: 'echoes its own rows although others wrote in between',
    edits: [
      {
        file: writer,
        text: 'if (first && first.seq === head + 1 && last === first.seq + rows.length - 1)',
        becomes: 'if (first)',
      },
    ],
  },
  {
    name: 'own-rows-echoed-twice',
    does: 'passes over nothing when it reads rows that it has told meanwhile',
    edits: [
      {
        file: feed,
        text: 'const fresh = rows.filter((row) => row.seq > this.#head)',
        becomes: 'const fresh = rows',
      },
    ],
  },
  {
    name: 'read-before-subscribed',
    does: 'a session that comes in is at the head at once, whatever was committed since its welcome',
    edits: [
      {
        file: room,
        text: 'this.#presence.join(session.key, session.person, session.role)\n    this.#feed.feed(session)',
        becomes: `this.#presence.join(session.key, session.person, session.role)
    session.phase = 'live'
    session.cursor = this.#feed.head`,
      },
    ],
  },
  {
    name: 'slow-reader-forgotten',
    does: 'leaves rows out for a slow reader, instead of sending them from the log',
    edits: [
      {
        file: feed,
        text: `        this.feed(session)
        continue`,
        becomes: '        continue',
      },
    ],
  },
  {
    name: 'sign-out-keeps-session',
    does: 'leaves sessions in whose sign-in has ended',
    edits: [
      { file: room, text: 'if (session.signInId === signInId) this.cut(session, code)', becomes: 'void signInId' },
    ],
  },
  {
    name: 'trash-keeps-sessions',
    does: 'leaves people in a document that was trashed',
    edits: [{ file: room, text: "else if (access.trashed) this.cut(session, 'document_trashed')", becomes: '' }],
  },
  {
    name: 'lease-not-waited-for',
    does: 'tells what was committed without looking whether it still may',
    edits: [
      {
        file: writer,
        text: `  async committed(items: readonly Queued[], outcome: Appended): Promise<void> {
    if (!this.#parts.lease.valid) await this.#parts.lease.renewed()`,
        becomes: '  async committed(items: readonly Queued[], outcome: Appended): Promise<void> {',
      },
    ],
  },
]
