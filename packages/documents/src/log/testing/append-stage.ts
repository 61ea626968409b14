import { type CreatedUser, createDocument, createUser, type TestDatabase, testDatabase } from '@tandem/db/factories'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { ReplicaWriter, signInForTests } from '../../testing/replica-writer.ts'
import { appendChanges, type Verdict } from '../append.ts'
import type { ChangeEntry } from '../change-entry.ts'
import { readLog } from '../log.ts'

// One document that is appended to, and who tries to. Bindings that live: each test reads those of its own.

/** Its database. */
export let db: TestDatabase
/** Owns the document. */
export let alice: CreatedUser
/** May edit it. */
export let bob: CreatedUser
/** May read it. */
export let viewer: CreatedUser
/** May nothing. */
export let stranger: CreatedUser

/** Its id: a new one for each test. */
export let document: string
/** A replica of Alice's. */
export let a: ReplicaWriter
/** A replica of Bob's. */
export let b: ReplicaWriter
/** Has them made: the database and the people once for a file, the document and its replicas for each test. */
export function stageAppend(): void {
  beforeAll(async () => {
    db = await testDatabase()
    alice = await createUser(db, { name: 'Alice' })
    bob = await createUser(db, { name: 'Bob' })
    viewer = await createUser(db, { name: 'Vera' })
    stranger = await createUser(db, { name: 'Sam' })
    for (const user of [viewer, stranger]) await signInForTests(db, user.id)
  })
  afterAll(() => db[Symbol.asyncDispose]())

  beforeEach(async () => {
    const made = await createDocument(db, {
      owner: alice,
      people: [
        { userId: bob.id, role: 'editor' },
        { userId: viewer.id, role: 'viewer' },
      ],
    })
    document = made.id
    a = await ReplicaWriter.issued(db, document, alice.id)
    b = await ReplicaWriter.issued(db, document, bob.id)
  })
}

/** A verdict in one word: `+3` appended as seq 3, `=3` known as seq 3, else the refusal's code. */
export function short(verdict: Verdict): string {
  if (verdict.status === 'refused') return verdict.code
  return `${verdict.status === 'appended' ? '+' : '='}${verdict.seq}`
}

/** Appends to it; the verdicts in short. */
export async function append(...entries: ChangeEntry[]): Promise<string[]> {
  const { verdicts } = await appendChanges(db, document, entries)
  return verdicts.map(short)
}

/** The rows of its log: seq, replica and rseq. */
export async function log(): Promise<string[]> {
  const rows = await readLog(db, document, { after: 0, limit: 10_000 })
  return rows.map((row) => `${row.seq} ${row.replica}:${row.rseq}`)
}
