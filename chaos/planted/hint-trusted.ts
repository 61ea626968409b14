import type { PlantedBug } from './planted-bug.ts'

/** Takes the news that there are rows for the rows. */
export const hintTrusted: PlantedBug = {
  name: 'hint-trusted-as-content',
  does: 'takes a hint of rows for the rows',
  caughtBy: ['delivered-in-order'],
  edits: [
    {
      file: 'apps/server/src/rooms/room-feed.ts',
      text: 'await this.#publishFromLog(last, (after) => this.#read(after))',
      becomes: `if (Number.isFinite(last)) this.#head = Math.max(this.#head, last)
      else await this.#publishFromLog(last, (after) => this.#read(after))`,
    },
  ],
  faults: ['cut-connections'],
  nodes: 2,
}
