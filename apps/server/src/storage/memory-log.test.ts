import { documentLogContract } from './document-log-contract.ts'
import { MemoryLog } from './memory-log.ts'

documentLogContract('in memory', async () => {
  const log = new MemoryLog()
  const about = { title: 'Untitled', trashed: false }
  log.create('doc', {
    alice: { role: 'owner', ...about },
    bob: { role: 'editor', ...about },
    vera: { role: 'viewer', ...about },
  })
  const people = { alice: 'alice', bob: 'bob', vera: 'vera', mallory: 'mallory' }
  return { log, documentId: 'doc', ...people, [Symbol.asyncDispose]: async () => {} }
})
