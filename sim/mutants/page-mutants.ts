import type { Mutant } from './mutant.ts'

const copy = 'packages/client/src/local-copy.ts'
const outbox = 'packages/client/src/outbox.ts'
const life = 'packages/client/src/session-life.ts'
const parting = 'packages/client/src/part-changes.ts'
const device = 'packages/client/src/device.ts'

/** What a page does: the outbox, catching up, giving up. */
export const pageMutants: readonly Mutant[] = [
  {
    name: 'change-leaves-when-sent',
    does: 'a change leaves the outbox when it is sent, not when its echo comes',
    edits: [
      {
        file: 'packages/client/src/pusher.ts',
        text: 'this.#events.push(outbox.takeBatch())',
        becomes:
          'this.#events.push(outbox.takeBatch())\n      for (const sent of outbox.changes.slice(0, outbox.inFlight)) outbox.confirm(sent)',
      },
    ],
  },
  {
    name: 'retry-recomposed',
    does: 'sends what it sends again as changes of another time',
    edits: [
      {
        file: outbox,
        text: '  rewind(): void {',
        becomes: `  rewind(): void {
    for (const [at, change] of this.#changes.slice(0, this.#sent).entries()) {
      const again = decodeChange(change.payload)
      const recomposed = { ...change, payload: encodeChange({ ...again, lamport: again.lamport + 1 }) }
      this.#changes[at] = recomposed
      this.#byName.set(keyOf(change), recomposed)
    }`,
      },
      {
        file: outbox,
        text: "import { limits } from '@tandem/protocol'",
        becomes: "import { decodeChange, encodeChange } from '@tandem/crdt'\nimport { limits } from '@tandem/protocol'",
      },
    ],
  },
  {
    name: 'outbox-not-sent-again',
    does: 'believes on a new connection that what was sent on the old one arrived',
    edits: [
      {
        file: outbox,
        text: '  rewind(): void {\n    this.#sent = 0',
        becomes: '  rewind(): void {\n    this.#sent += 0',
      },
    ],
  },
  {
    name: 'outbox-from-the-end',
    does: 'sends the newest changes first',
    edits: [
      {
        file: outbox,
        text: 'for (const change of this.#changes.slice(this.#sent, this.#sent + limits.maxPushChanges)) {',
        becomes:
          'for (const change of this.#changes.slice(this.#sent, this.#sent + limits.maxPushChanges).toReversed()) {',
      },
    ],
  },
  {
    name: 'echo-not-kept',
    does: 'the device keeps in its outbox what was echoed',
    edits: [
      {
        file: device,
        text: 'this.#tell((documentId) => this.#store.takeRows(documentId, rows, echoed))',
        becomes: 'this.#tell((documentId) => this.#store.takeRows(documentId, rows, echoed.slice(1)))',
      },
    ],
  },
  {
    name: 'confirmed-too-early-by-a-snapshot',
    does: 'takes the change behind those in a snapshot for one of them',
    edits: [{ file: parting, text: 'rseq <= doc.rseqOf(replica)', becomes: 'rseq <= doc.rseqOf(replica) + 1' }],
  },
  {
    name: 'not-confirmed-by-a-snapshot',
    does: 'waits for the echo of the last change that a snapshot holds already',
    edits: [{ file: parting, text: 'rseq <= doc.rseqOf(replica)', becomes: 'rseq < doc.rseqOf(replica)' }],
  },
  {
    name: 'snapshot-without-outbox',
    does: 'shows a snapshot without what is not saved yet',
    edits: [
      {
        file: 'packages/client/src/stored-document.ts',
        text: 'return withOutbox(checkedDoc(state), outbox)',
        becomes: 'const doc = checkedDoc(state)\n  return { doc, ...partChanges(doc, outbox) }',
      },
    ],
  },
  {
    name: 'device-without-rescue',
    does: 'gives an outbox up without keeping it for the person',
    edits: [
      {
        file: device,
        text: 'this.#tell((documentId) => this.#store.rescueOutbox(documentId))\n',
        becomes: '',
      },
    ],
  },
  {
    name: 'shut-out-without-a-word',
    does: 'removes a document from the device, and does not say what was unsaved',
    edits: [
      {
        file: life,
        text: '    if (this.hopeless && copy.outbox.size > 0) giveUpOutbox(this.#parts, error.code)\n    if (endsAccess',
        becomes: '    if (endsAccess',
      },
    ],
  },
  {
    name: 'replica-again-after-giving-up',
    does: 'goes on writing as the replica whose changes were given up',
    edits: [
      {
        file: copy,
        text: 'return this.#stale ? null : (this.#doc?.replica ?? null)',
        becomes: 'return this.#doc?.replica ?? null',
      },
      { file: copy, text: '    this.#replicas.forget()\n', becomes: '' },
    ],
  },
  {
    name: 'busy-taken-for-refused',
    does: 'gives its outbox up when a server asks for patience',
    edits: [
      {
        file: 'packages/client/src/error-reaction.ts',
        text: "return aboutPush ? 'pause' : 'reconnect-later'",
        becomes: "return aboutPush ? 'give-up-outbox' : 'reconnect-later'",
      },
    ],
  },
  {
    name: 'upgrade-gives-up-outbox',
    does: 'gives what was not saved back when the page is too old, in place of leaving it for the newer one',
    edits: [
      {
        file: life,
        text: "if (code === 'upgrade_required') return !this.#parts.copy.device.works",
        becomes: '',
      },
    ],
  },
]
