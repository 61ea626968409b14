import type { Mutant } from './mutant.ts'

const copy = 'packages/client/src/local-copy.ts'
const conversation = 'packages/client/src/conversation.ts'
const lanes = 'packages/client/src/lanes.ts'
/** What tabs keep and how, as the browser's store does it. */
const kept = 'sim/world/kept-documents.ts'
const store = 'sim/world/tab-store.ts'

/** What a device keeps for a page that is opened again, and what several tabs do with it. */
export const deviceMutants: readonly Mutant[] = [
  {
    name: 'outbox-lost-by-reload',
    does: 'opens without the outbox that the device has',
    edits: [
      {
        file: copy,
        text: 'for (const change of opened?.unsent ?? stored.outbox) this.outbox.add(change)',
        becomes: 'void this.outbox',
      },
    ],
  },
  {
    name: 'outbox-not-flushed',
    does: 'takes a change for kept that a loss of power takes away',
    edits: [{ file: store, text: "'keepChanges', 'strict'", becomes: "'keepChanges', 'relaxed'" }],
  },
  {
    name: 'rescue-without-dependents',
    does: 'gives only the first of several refused changes back',
    edits: [
      {
        file: kept,
        text: 'kept.rescued = [...kept.rescued, ...kept.outbox.flatMap(({ lane, change }) => (owns(lane) ? [change] : []))]',
        becomes:
          'kept.rescued = [...kept.rescued, ...kept.outbox.flatMap(({ lane, change }) => (owns(lane) ? [change] : [])).slice(0, 1)]',
      },
    ],
  },
  {
    name: 'spare-not-retired',
    does: 'writes as a spare replica that a later start may write as, too',
    edits: [
      {
        file: conversation,
        text: '    if (!(await copy.retireSpare())) giveUpOutbox(this.#parts, null)\n',
        becomes: '',
      },
    ],
  },
  {
    name: 'spare-sent-without-being-retired',
    does: 'sends what it wrote as a spare replica although the device could not forget the spare',
    edits: [
      {
        file: conversation,
        text: 'if (!(await copy.retireSpare())) giveUpOutbox(this.#parts, null)',
        becomes: 'await copy.retireSpare()',
      },
    ],
  },
  {
    name: 'dead-pages-echo-gives-up-outbox',
    does: 'gives the outbox up when it hears that a change of its own is in the log which it does not have',
    edits: [
      {
        file: 'packages/client/src/new-rows.ts',
        text: "if (!mine) return 'gap'",
        becomes: "if (!mine) return 'diverged'",
      },
    ],
  },
  {
    name: 'left-behind-never-taken-over',
    does: 'leaves on the device what a tab had not sent when it was closed beside others',
    edits: [
      {
        file: copy,
        text: 'if (!stored) return null',
        becomes: 'return null\n    if (!stored) return null',
      },
    ],
  },
  {
    name: 'lanes-of-living-tabs-taken',
    does: 'takes over what another tab has not sent although it lives',
    edits: [
      {
        file: lanes,
        text: `const release = await this.#locks.take(\`\${this.#prefix}:\${lane}\`)`,
        becomes: `const release = (await this.#locks.take(\`\${this.#prefix}:\${lane}\`)) ?? (() => {})`,
      },
    ],
  },
]
