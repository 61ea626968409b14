import type { PlantedBug } from './planted-bug.ts'

/** Takes the news that there are rows for the rows. */
export const hintTrusted: PlantedBug = {
  name: 'hint-trusted-as-content',
  does: 'takes a hint of rows for the rows',
  caughtBy: ['delivered-in-order'],
  edits: [
    {
      file: 'apps/server/src/rooms/room.ts',
      text: 'await this.#publishFromLog(upTo)',
      becomes: `if (Number.isFinite(upTo)) this.#head = Math.max(this.#head, upTo)
      else await this.#publishFromLog(upTo)`,
    },
  ],
  faults: ['cut-connections'],
  nodes: 2,
}
