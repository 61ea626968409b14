import { type TestDatabase, testDatabase } from '@tandem/db/factories'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maxSignIns } from '../../accounts/sign-in.ts'
import { accountSteps } from './account-steps.ts'
import { documentSteps } from './document-steps.ts'
import { linkSteps } from './link-steps.ts'
import { logSteps } from './log-steps.ts'
import { runSchedule } from './run-schedule.ts'
import { parameters, runs } from './runs.ts'
import { sharingSteps } from './sharing-steps.ts'
import { signInCall } from './sign-in-call.ts'
import { Stage } from './stage.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const step = fc.oneof(...accountSteps, ...documentSteps, ...linkSteps, ...logSteps, ...sharingSteps)
const schedule = fc.record({
  steps: fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }),
  room: fc.constantFrom(null, null, 6),
})

/** What has to have come about, or the schedules prove too little: every verdict, and what a step is refused with. */
const situations: Readonly<Record<string, readonly string[]>> = {
  entry: [
    ...['appended', 'known', 'auth_required', 'account_disabled', 'not_found', 'forbidden', 'document_trashed'],
    ...['replica_invalid', 'gap', 'replica_fork', 'unknown_dependency', 'document_full', 'bad_change'],
  ],
  appendWhole: ['answered', 'not_found', 'gap', 'replica_invalid', 'forbidden'],
  handOver: ['answered', 'conflict', 'forbidden', 'not_found'],
  blockPerson: ['answered', 'conflict', 'forbidden', 'not_found'],
  unblockPerson: ['answered', 'forbidden', 'not_found'],
  setGeneralAccess: ['answered', 'forbidden', 'not_found'],
  createToken: ['answered', 'auth_required', 'bad_request'],
  revokeToken: ['answered', 'not_found'],
  addPerson: ['answered', 'conflict', 'forbidden', 'not_found'],
  changePassword: ['bad_request'],
  changeRole: ['answered', 'forbidden', 'last_owner', 'not_found'],
  createDocument: ['answered', 'bad_request'],
  endSignIn: ['answered', 'not_found'],
  getDocument: ['answered', 'not_found'],
  issueReplica: ['answered', 'not_found'],
  openAccess: ['answered', 'auth_required', 'not_found'],
  createLink: ['answered', 'forbidden', 'not_found'],
  openLink: ['answered', 'forbidden', 'not_found'],
  setLinkApproval: ['answered', 'forbidden', 'not_found'],
  setEditorsShare: ['answered', 'forbidden', 'not_found'],
  invitePerson: ['answered', 'forbidden', 'not_found'],
  withdrawInvitation: ['answered', 'forbidden', 'not_found'],
  showAddress: ['answered'],
  requestAccess: ['answered'],
  answerAccessRequest: ['answered', 'forbidden', 'not_found'],
  removePerson: ['answered', 'forbidden', 'last_owner', 'not_found'],
  renameDocument: ['answered', 'bad_request', 'forbidden', 'not_found'],
  restoreDocument: ['answered', 'forbidden', 'not_found'],
  signIn: ['answered'],
  signUp: ['answered', 'bad_request', 'conflict'],
  trashDocument: ['answered', 'forbidden', 'not_found'],
}

test(`Postgres and the model do the same in ${runs} schedules`, { timeout: 60_000 + runs * 3_000 }, async () => {
  const came = new Set<string>()
  await fc.assert(
    fc.asyncProperty(schedule, async (drawn) => {
      for (const situation of await runSchedule(db, drawn)) came.add(situation)
    }),
    parameters,
  )
  const wanted = Object.entries(situations).flatMap(([step, outcomes]) => outcomes.map((one) => `${step}: ${one}`))
  expect(wanted.filter((situation) => !came.has(situation))).toEqual([])
})

test('Postgres and the model end the oldest of too many sign-ins', async () => {
  const stage = await Stage.withPeople(db, null)
  const { world } = stage
  const alice = world.person(0)
  for (let begun = 0; begun <= maxSignIns; begun++) {
    // Which is the oldest is told by times in milliseconds.
    await stage.both('timePasses', (on) => on.timePasses(1_000))
    await stage.both('signIn', signInCall(world, alice))
  }
  await stage.both('listSignIns', (on) => on.listSignIns(alice.id))
  expect(world.model.signIns.list(alice.id)).toHaveLength(maxSignIns)
})
