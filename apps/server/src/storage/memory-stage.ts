import type { LogStage } from './document-log-contract.ts'
import { MemoryLog } from './memory-log.ts'

/** One document in memory, and the people that tests speak of. */
export function memoryStage(): LogStage {
  const log = new MemoryLog()
  const about = { title: 'Untitled', trashed: false, revision: 0 }
  log.create('doc', {
    alice: { role: 'owner', ...about },
    bob: { role: 'editor', ...about },
    vera: { role: 'viewer', ...about },
  })
  const people = { alice: 'alice', bob: 'bob', vera: 'vera', mallory: 'mallory' }
  return {
    log,
    documentId: 'doc',
    ...people,

    [Symbol.asyncDispose]: async () => {},
  }
}
