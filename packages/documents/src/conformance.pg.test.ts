import { type TestDatabase, testDatabase } from '@tandem/db/factories'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountSteps } from './testing/conformance/account-steps.ts'
import { documentSteps } from './testing/conformance/document-steps.ts'
import { logSteps } from './testing/conformance/log-steps.ts'
import { runSchedule } from './testing/conformance/run-schedule.ts'

const runs = Number(process.env.TANDEM_CONFORMANCE_SCHEDULES ?? 200)

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const step = fc.oneof(...accountSteps, ...documentSteps, ...logSteps)
const schedule = fc.record({
  steps: fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
  room: fc.constantFrom(null, null, 6),
})

/** What has to have come about, or the schedules prove too little: every verdict, and what a step is refused with. */
const situations: Readonly<Record<string, readonly string[]>> = {
  entry: [
    ...['appended', 'known', 'auth_required', 'account_disabled', 'not_found', 'forbidden', 'document_trashed'],
    ...['replica_invalid', 'gap', 'replica_fork', 'unknown_dependency', 'document_full', 'bad_change'],
  ],
  addPerson: ['answered', 'conflict', 'forbidden', 'not_found'],
  changePassword: ['bad_request'],
  changeRole: ['answered', 'forbidden', 'last_owner', 'not_found'],
  createDocument: ['answered', 'bad_request'],
  endSignIn: ['answered', 'not_found'],
  getDocument: ['answered', 'not_found'],
  issueReplica: ['answered', 'not_found'],
  openAccess: ['answered', 'auth_required', 'not_found'],
  removePerson: ['answered', 'forbidden', 'last_owner', 'not_found'],
  renameDocument: ['answered', 'bad_request', 'forbidden', 'not_found'],
  restoreDocument: ['answered', 'forbidden', 'not_found'],
  signIn: ['answered'],
  signUp: ['answered', 'bad_request', 'conflict'],
  trashDocument: ['answered', 'forbidden', 'not_found'],
}

test(`Postgres and the model do the same in ${runs} schedules`, { timeout: 60_000 + runs * 1_000 }, async () => {
  const came = new Set<string>()
  await fc.assert(
    fc.asyncProperty(schedule, async (drawn) => {
      for (const situation of await runSchedule(db, drawn)) came.add(situation)
    }),
    { numRuns: runs },
  )
  const wanted = Object.entries(situations).flatMap(([step, outcomes]) => outcomes.map((one) => `${step}: ${one}`))
  expect(wanted.filter((situation) => !came.has(situation))).toEqual([])
})
