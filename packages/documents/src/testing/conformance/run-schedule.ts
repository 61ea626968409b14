import { createUser, type TestDatabase } from '@tandem/db/factories'
import { limits } from '@tandem/protocol'
import { expect } from 'vitest'
import { hearing } from '../notifications.ts'
import { keptInDatabase, keptInModel } from './kept.ts'
import { modelTransactions } from './model-transactions.ts'
import { namesOf, outcomeOf } from './outcome.ts'
import { sqlTransactions } from './sql-transactions.ts'
import type { Step } from './step.ts'
import { type Call, World } from './world.ts'

/** Steps one after another; `room` is how many characters fit into each document, null when the usual limit counts. */
export type Schedule = { readonly steps: readonly Step[]; readonly room: number | null }

/**
 * Runs a schedule on the database and on an empty model, and holds every answer, everything that is told to listeners and
 * everything that is kept at the end of one against the other. People and documents are new ones, so schedules of one
 * database know nothing of each other. Returns the name of each step with what came of it.
 */
export async function runSchedule(db: TestDatabase, { steps, room }: Schedule): Promise<readonly string[]> {
  const { model, transactions, ids } = modelTransactions(room === null ? {} : { maxCharacters: room })
  const database = sqlTransactions(db)
  const world = new World(model)
  const alreadyWritten = room === null ? 0 : limits.maxDocumentCharacters - room
  const came: string[] = []
  const toldByModel: string[] = []

  const both = async (name: string, call: Call) => {
    const expected = await outcomeOf(call, database)
    for (const id of world.fresh) {
      if (!world.documents.includes(id)) continue
      await db.pool.query('UPDATE document SET characters = $2 WHERE id = $1', [id, alreadyWritten])
    }
    ids.push(...world.fresh.splice(0))
    const outcome = await outcomeOf(call, transactions)
    expect(outcome, `step ${came.length + 1}, ${name}: what the model does, and what Postgres does`).toEqual(expected)
    came.push(...namesOf(name, expected))
  }

  for (const name of ['Alice', 'Bob', 'Vera', 'Sam']) {
    const { id, email, password } = await createUser(db, { name })
    ids.push(id)
    await transactions.signUp({ email, name, password })
    world.metPerson({ id, email, password })
    world.fresh.length = 0
  }
  model.listen((notice) => {
    const { document } = notice
    toldByModel.push(
      notice.channel === 'access'
        ? `tandem_access ${document ?? ''} ${notice.user ?? ''}`
        : `tandem_document ${document}`,
    )
  })
  const toldByDatabase = await hearing(db, async () => {
    for (const [name, call] of beginning(world)) await both(name, call)
    for (const { name, resolve } of steps) await both(name, resolve(world))
  })
  expect(toldByModel, 'what the model tells, and what Postgres tells').toEqual(toldByDatabase)
  for (const id of world.documents) {
    expect(keptInModel(model, id), `what the model keeps of ${id}, and what Postgres keeps`).toEqual(
      await keptInDatabase(db, id, alreadyWritten),
    )
  }
  return came
}

/** Everybody signs in; Alice makes a document that Bob edits and Vera views; Alice and Bob have it open. */
function* beginning(world: World): Generator<readonly [string, Call]> {
  const { people } = world
  for (const { email, password } of people) {
    yield [
      'signIn',
      async (on) => {
        const answer = await on.signIn({ email, password, agent: 'a browser' })
        if (answer) world.metSignIn({ userId: answer.id, signInId: answer.signInId })
        return answer
      },
    ]
  }
  const [alice, bob, vera] = [world.person(0), world.person(1), world.person(2)]
  const actor = { userId: alice.id }
  yield [
    'createDocument',
    async (on) => {
      const { id } = await on.createDocument(actor, { title: 'Notes' })
      world.metDocument(id)
      return { id }
    },
  ]
  const documentId = world.document(0)
  yield ['addPerson', (on) => on.addPerson(actor, documentId, { email: bob.email, role: 'editor' })]
  yield ['addPerson', (on) => on.addPerson(actor, documentId, { email: vera.email, role: 'viewer' })]
  for (const { id: userId } of [alice, bob]) {
    yield ['issueReplica', (on) => on.issueReplica({ documentId, userId, sessionId: 'a session' })]
  }
}
