import type { PlantedBug } from './planted-bug.ts'

/** Takes the news that there are rows for the rows. */
export const hintTrusted: PlantedBug = {
  name: 'hint-trusted-as-content',
  does: 'takes a hint of rows for the rows',
  caughtBy: ['delivered-in-order'],
  edits: [
    {
      file: 'apps/server/src/rooms/room.ts',
      text: 'if (head !== null) await this.#publishFromLog(head)',
      becomes: 'if (head !== null) this.#head = head',
    },
  ],
  faults: ['cut-connections'],
  nodes: 2,
}
