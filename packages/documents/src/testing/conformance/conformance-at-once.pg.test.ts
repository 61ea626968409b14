import { type TestDatabase, testDatabase } from '@tandem/db/factories'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { accountSteps } from './account-steps.ts'
import { documentSteps } from './document-steps.ts'
import { linkSteps } from './link-steps.ts'
import { logSteps } from './log-steps.ts'
import { runAtOnce } from './run-at-once.ts'
import { parameters, runs } from './runs.ts'
import { sharingSteps } from './sharing-steps.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

/** Steps that are one transaction each, and give no new ids. */
const single = new Set([
  ...['appendChanges', 'appendWhole', 'idleReplica', 'handOver', 'blockPerson', 'unblockPerson', 'revokeToken'],
  ...['the same append again', 'issueReplica', 'readLog', 'head', 'saveSnapshot', 'dropSnapshot'],
  ...['renameDocument', 'trashDocument', 'restoreDocument', 'purgeDocument', 'addPerson', 'changeRole', 'removePerson'],
  ...['withdrawInvitation', 'acceptInvitations', 'answerAccessRequest', 'setEditorsShare', 'setLinkApproval'],
  ...['openAccess', 'disableAccount', 'enableAccount', 'endSignIn', 'endAllSignIns', 'accountOf'],
])

const steps = [...accountSteps, ...documentSteps, ...linkSteps, ...logSteps, ...sharingSteps]
const schedule = fc.record({
  // Appending to several documents passes over one that somebody holds: said again at once with other steps, it would find
  // one held now and then, which is no order of them.
  before: fc.array(fc.oneof(...steps.filter(({ name }) => name !== 'appendTogether')), { maxLength: 8 }),
  atOnce: fc.array(fc.oneof(...steps.filter(({ name }) => single.has(name))), { minLength: 2, maxLength: 4 }),
})

test(`what Postgres does at once is what the model does one after another, in ${runs} schedules`, {
  timeout: 60_000 + runs * 3_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(schedule, (drawn) => runAtOnce(db, drawn)),
    parameters,
  )
})
