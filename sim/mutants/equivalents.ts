import type { Equivalent } from './mutant.ts'

const push = 'apps/server/src/gateway/handle-push.ts'
const life = 'packages/client/src/session-life.ts'

/** Changes that are no mutants, and why: what each takes away, another part does as well. */
export const equivalents: readonly Equivalent[] = [
  {
    name: 'door-asks-no-replica',
    does: 'a push is not asked whose replica writes it',
    because: 'the log asks again, under the lock of the row: replicas-of-others takes both away',
    edits: [
      { file: push, text: "if (!session.replicas.includes(change.replica)) return 'replica_invalid'", becomes: '' },
    ],
  },
  {
    name: 'door-asks-no-role',
    does: 'a push is not asked whether its person may write',
    because: 'the log asks again, and says the same: role-not-asked takes both away',
    edits: [{ file: push, text: "if (!mayWrite(session.role)) return 'forbidden'", becomes: '' }],
  },
  {
    name: 'page-asks-no-gap',
    does: 'a page does not look whether rows are missing before an echo',
    because: 'a connection keeps its order and a server sends each row once: gap-not-filled breaks that',
    edits: [
      {
        file: 'packages/client/src/local-copy.ts',
        text: 'if (!doc || this.#stale || echo.firstSeq > this.#seq + 1)',
        becomes: 'if (!doc || this.#stale)',
      },
    ],
  },
  {
    name: 'page-counts-known-rows',
    does: 'a page takes rows again that it has',
    because:
      'a connection is sent each row once, behind what its page said that it has: I9 in order holds the node to that',
    edits: [{ file: 'packages/client/src/new-rows.ts', text: 'if (rowSeq <= seq) continue', becomes: '' }],
  },
  {
    name: 'forks-taken-for-known',
    does: 'the log says of other content under a known name that it is known',
    because:
      'nothing is written either way, and no page writes twice under one name (I3): only who forged it is told something else',
    edits: [
      {
        file: 'packages/documents/src/testing/model/judge.ts',
        text: "? { seq: row.seq } : 'replica_fork'",
        becomes: '? { seq: row.seq } : { seq: row.seq }',
      },
    ],
  },
  {
    name: 'own-content-kept-back',
    does: 'leaves the content out of every row of a frame that goes to the author of one',
    because:
      'a page that is told of a change as its own which it does not have connects anew, and is sent the content then: it costs connections, and nothing wrong is shown',
    edits: [
      {
        file: 'apps/server/src/rooms/echo-frames.ts',
        text: 'if (!own.includes(replica)) continue',
        becomes: 'void own',
      },
    ],
  },
  {
    name: 'device-cleared-before-flush',
    does: 'removes a document from the device, and then rescues what was not saved',
    because: 'what a store still has in an outbox it puts aside itself before it forgets the document',
    edits: [
      {
        file: life,
        text: '    if (this.hopeless && copy.outbox.size > 0) giveUpOutbox(this.#parts, error.code)\n    if (endsAccess',
        becomes: '    if (endsAccess',
      },
      {
        file: life,
        text: '    if (endsAccess(error.code)) copy.device.clear()',
        becomes:
          '    if (endsAccess(error.code)) copy.device.clear()\n    if (this.hopeless && copy.outbox.size > 0) giveUpOutbox(this.#parts, error.code)',
      },
    ],
  },
]
