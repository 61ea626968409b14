import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { limits } from '@tandem/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendChanges } from './append.ts'
import type { ChangeEntry } from './change-entry.ts'
import { head, readLog } from './log.ts'
import { issueReplica, replicaOwner } from './replicas.ts'
import { NaiveLog } from './testing/naive-log.ts'
import { signInForTests, signInOf } from './testing/replica-writer.ts'

let db: TestDatabase
let people: readonly CreatedUser[]

beforeAll(async () => {
  db = await testDatabase()
  people = await Promise.all(['Alice', 'Bob', 'Vera', 'Sam'].map((name) => createUser(db, { name })))
  for (const { id } of people) await signInForTests(db, id)
})
afterAll(() => db[Symbol.asyncDispose]())

/** How an entry differs from the one that its replica would honestly send next: mostly not at all. */
type Step = {
  readonly replica: number
  readonly user: number | null
  readonly signedIn: boolean
  readonly rseq: number
  readonly counter: number
  readonly lamport: number
  readonly lamports: number
  readonly characters: number
  readonly references: readonly (readonly [replica: number, counter: number])[]
  readonly payload: number
}

const mostly = <T>(honest: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(honest) }, { weight: 1, arbitrary: other })
const step: fc.Arbitrary<Step> = fc.record({
  replica: fc.constantFrom(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5),
  user: mostly<number | null>(null, fc.nat(3)),
  signedIn: mostly<boolean>(true, fc.constant(false)),
  rseq: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: -4, max: 2 }) }),
  counter: mostly(0, fc.integer({ min: -2, max: 2 })),
  lamport: mostly(0, fc.integer({ min: -2, max: 2 })),
  lamports: mostly(0, fc.integer({ min: -2, max: 2 })),
  characters: fc.oneof(
    { weight: 12, arbitrary: fc.nat(4) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: limits.maxDocumentCharacters }) },
  ),
  references: fc.array(fc.tuple(mostly(1, fc.integer({ min: 1, max: 6 })), fc.integer({ min: -4, max: 0 })), {
    maxLength: 2,
  }),
  payload: fc.constantFrom(0, 0, 0, 1),
})

/** The entry that a step means where the log stands now; counters and times are relative to that. */
function entryOf(twin: NaiveLog, owners: readonly string[], step: Step): ChangeEntry {
  const replica = twin.replicas.get(step.replica)
  const characters = step.characters
  const rseq = (replica?.rseq ?? 0) + 1 + step.rseq
  const user = step.user === null ? (owners[step.replica - 1] ?? '') : (people[step.user]?.id ?? '')
  return {
    user,
    signIn: step.signedIn ? signInOf(user) : 'ended',
    replica: step.replica,
    rseq,
    lamport: twin.lamport + 1 + step.lamport,
    lamports: characters + step.lamports,
    counter: (replica?.counter ?? 0) + step.counter,
    characters,
    references: new Map(
      step.references.map(([other, back]) => [
        other,
        (twin.replicas.get(other)?.counter ?? 0) - 1 + back + (back < -2 ? 4 : 0),
      ]),
    ),
    payload: Buffer.from(`${step.replica}:${rseq}:${step.payload}`),
  }
}

test('the database and its slow twin agree on every verdict and on what is kept', async () => {
  const counts = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (batches, nearlyFull) => {
        const [alice, bob, vera] = people
        if (!alice || !bob || !vera) throw new Error('nobody is there')
        const { id } = await createDocument(db, {
          owner: alice,
          people: [
            { userId: bob.id, role: 'editor' },
            { userId: vera.id, role: 'viewer' },
          ],
        })
        const twin = new NaiveLog(limits.maxDocumentCharacters)
        for (const person of people) twin.signIns.set(signInOf(person.id), person.id)
        twin.roles.set(alice.id, 'owner').set(bob.id, 'editor').set(vera.id, 'viewer')
        const owners = [alice.id, bob.id, alice.id, vera.id]
        for (const userId of owners)
          twin.issue(await issueReplica(db, { documentId: id, userId, sessionId: 'tab' }), userId)
        if (nearlyFull) {
          twin.characters = limits.maxDocumentCharacters - 6
          await db.pool.query('UPDATE document SET characters = $2 WHERE id = $1', [id, twin.characters])
        }
        for (const batch of batches) {
          const entries: ChangeEntry[] = []
          const expected = batch.map((step) => {
            const entry = entryOf(twin, owners, step)
            entries.push(entry)
            return twin.append(entry)
          })
          const { verdicts, head } = await appendChanges(db, id, entries)
          expect(verdicts).toEqual(expected)
          expect(head).toBe(twin.rows.length)
          for (const verdict of verdicts) {
            const what = verdict.status === 'refused' ? verdict.code : verdict.status
            counts.set(what, (counts.get(what) ?? 0) + 1)
          }
        }
        const rows = await readLog(db, id, { after: 0, limit: 1000 })
        expect(rows.map((row) => [row.replica, row.rseq, row.userId, row.payload.toString()])).toEqual(
          twin.rows.map((row) => [row.replica, row.rseq, row.user, row.payload.toString()]),
        )
        expect(await head(db, id)).toBe(twin.rows.length)
        for (const [replica, { user, rseq, counter }] of twin.replicas) {
          expect(await replicaOwner(db, id, replica)).toMatchObject({
            userId: user,
            lastRseq: rseq,
            nextCounter: counter,
          })
        }
        const stored = await db.prisma.document.findUniqueOrThrow({ where: { id } })
        expect([stored.lamport, stored.characters]).toEqual([BigInt(twin.lamport), BigInt(twin.characters)])
      },
    ),
    { numRuns: 80 },
  )
  // A run that never meets a rule proves nothing about it.
  const met = [
    'appended',
    'known',
    'auth_required',
    'not_found',
    'forbidden',
    'replica_invalid',
    'gap',
    'replica_fork',
    'unknown_dependency',
    'document_full',
    'bad_change',
  ]
  expect([...counts.keys()].sort()).toEqual(met.sort())
})
