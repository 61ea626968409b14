import type { PlantedBug } from './planted-bug.ts'

/** Shows what is on its way into the log. */
export const echoBeforeCommit: PlantedBug = {
  name: 'echo-before-commit',
  does: 'echoes a batch when it is handed to the database',
  caughtBy: ['shown-when-durable'],
  edits: [
    {
      file: 'apps/server/src/rooms/room-writer.ts',
      text: 'return this.#parts.commits.append(this.#room.documentId, take)',
      becomes: `return this.#parts.commits.append(this.#room.documentId, () => {
        const entries = take()
        this.#feed.publish(entries.map((entry) => ({ ...entry, userId: entry.user })), new Date())
        return entries
      })`,
    },
  ],
  faults: ['slow-database'],
  nodes: 1,
}
