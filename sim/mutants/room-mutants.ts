import type { Mutant } from './mutant.ts'

const room = 'apps/server/src/rooms/room.ts'

/** What a room decides: order, echoes, refusals, and where its people are in the log. */
export const roomMutants: readonly Mutant[] = [
  {
    name: 'echo-before-commit',
    does: 'echoes a batch when it is handed to the database',
    edits: [
      {
        file: room,
        text: 'append: (take) => this.#parts.commits.append(this.documentId, take),',
        becomes: `append: (take) => this.#parts.commits.append(this.documentId, () => {
          const entries = take()
          this.#publish(entries.map((entry, at) => ({ ...entry, seq: this.#head + at + 1, userId: entry.user })), new Date(0))
          return entries
        }),`,
      },
    ],
  },
  {
    name: 'ack-of-a-refused-change',
    does: 'echoes changes that were refused',
    edits: [
      {
        file: room,
        text: 'if (!refused.has(session)) refused.set(session, { code: verdict.code, rseq: entry.rseq })',
        becomes: 'rows.push({ ...entry, seq: this.#head + rows.length + 1, userId: entry.user })',
      },
    ],
  },
  {
    name: 'hint-trusted-as-content',
    does: 'takes a hint of rows for the rows',
    edits: [
      {
        file: room,
        text: 'await this.#publishFromLog(upTo)',
        becomes: `if (Number.isFinite(upTo)) this.#head = Math.max(this.#head, upTo)
        else await this.#publishFromLog(upTo)`,
      },
    ],
  },
  {
    name: 'batch-out-of-order',
    does: 'echoes the rows of a batch from the last to the first',
    edits: [
      {
        file: room,
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
        file: room,
        text: 'if (first && first.seq === this.#head + 1 && last === first.seq + rows.length - 1)',
        becomes: 'if (first)',
      },
    ],
  },
  {
    name: 'own-rows-echoed-twice',
    does: 'passes over nothing when it reads rows that it has told meanwhile',
    edits: [
      {
        file: room,
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
        text: 'this.#presence.join(session.key, session.person, session.role)\n    this.#feed(session)',
        becomes: `this.#presence.join(session.key, session.person, session.role)
    session.phase = 'live'
    session.cursor = this.#head`,
      },
    ],
  },
  {
    name: 'slow-reader-forgotten',
    does: 'leaves rows out for a slow reader, instead of sending them from the log',
    edits: [
      {
        file: room,
        text: `        this.#feed(session)
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
        file: room,
        text: `  async #committed(items: readonly Queued[], outcome: Appended): Promise<void> {
    if (!this.#parts.lease.valid) await this.#parts.lease.renewed()`,
        becomes: '  async #committed(items: readonly Queued[], outcome: Appended): Promise<void> {',
      },
    ],
  },
]
