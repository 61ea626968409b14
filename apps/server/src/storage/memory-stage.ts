import { ModelDatabase } from '@tandem/documents/testing'
import { type LogStage, signInOf } from './document-log-contract.ts'
import { memoryLog } from './memory-log.ts'

/** A stage in memory, and the model that its log is in. */
export type MemoryStage = LogStage & { readonly model: ModelDatabase }

/** One document in memory, and the people that tests speak of: their ids are their names. */
export function memoryStage(): MemoryStage {
  const ids: string[] = []
  const model = new ModelDatabase({ now: () => 0, newId: () => ids.shift() ?? 'an id that was not thought of' })
  const password = 'the pass phrase of everybody'
  const people = { alice: 'alice', bob: 'bob', vera: 'vera', mallory: 'mallory' }
  for (const userId of Object.values(people)) {
    ids.push(userId, signInOf(userId))
    const email = `${userId}@example.test`
    model.accounts.signUp({ email, name: userId, password })
    model.accounts.signIn({ email, password, agent: 'a test' })
  }
  const actor = { userId: people.alice }
  ids.push('doc')
  const { id: documentId } = model.documents.create(actor)
  model.people.add(actor, documentId, { email: 'bob@example.test', role: 'editor' })
  model.people.add(actor, documentId, { email: 'vera@example.test', role: 'viewer' })
  return { log: memoryLog(model), model, documentId, ...people, [Symbol.asyncDispose]: async () => {} }
}
