import type { Mutant } from './mutant.ts'

/** What a text and its properties are made of: the same for everybody, so that only the slow twin shows that it is wrong. */
export const textMutants: readonly Mutant[] = [
  {
    name: 'tie-break-swapped',
    does: 'puts what was typed later in front of what was typed at the same place at the same time',
    edits: [
      {
        file: 'packages/crdt/src/text/integrate.ts',
        text: 'return (time || replica || serials.counterOf(start) - birth.counter) < 0',
        becomes: 'return (time || replica || serials.counterOf(start) - birth.counter) > 0',
      },
    ],
  },
  {
    name: 'first-writer-wins',
    does: 'keeps a property as it was set first',
    edits: [
      {
        file: 'packages/crdt/src/lww-map.ts',
        text: 'compareStamps(record.stamp, current.stamp) > 0',
        becomes: 'compareStamps(record.stamp, current.stamp) < 0',
      },
    ],
  },
]
