import { createDocument } from '@tandem/db/factories'
import { limits } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { restoreDocument, trashDocument } from '../documents/trash.ts'
import { ReplicaWriter, signInOf } from '../testing/replica-writer.ts'
import { appendChanges } from './append.ts'
import type { ChangeEntry } from './change-entry.ts'
import {
  a,
  alice,
  append,
  b,
  bob,
  db,
  document,
  log,
  short,
  stageAppend,
  stranger,
  viewer,
} from './testing/append-stage.ts'

stageAppend()

describe('one refused entry', () => {
  const far = 2 ** 31 - 1
  const cases: [what: string, code: string, entry: () => Partial<ChangeEntry>][] = [
    ['from a stranger', 'not_found', () => ({ user: stranger.id })],
    ['from nobody', 'auth_required', () => ({ user: 'nobody' })],
    ['with a sign-in that is not there', 'auth_required', () => ({ signIn: 'missing' })],
    ['with the sign-in of somebody else', 'auth_required', () => ({ signIn: signInOf(bob.id) })],
    ['as somebody else', 'auth_required', () => ({ user: bob.id, signIn: signInOf(alice.id) })],
    ['from a viewer', 'forbidden', () => ({ user: viewer.id })],
    ['under another person’s replica', 'replica_invalid', () => ({ replica: b.replica })],
    ['under a replica that was not issued', 'replica_invalid', () => ({ replica: 999 })],
    ['with rseq 0', 'bad_change', () => ({ rseq: 0 })],
    ['with a negative rseq', 'bad_change', () => ({ rseq: -1 })],
    ['with one rseq left out', 'gap', () => ({ rseq: 2 })],
    ['with an rseq far ahead', 'gap', () => ({ rseq: far })],
    ['with a counter left out', 'bad_change', () => ({ counter: 1 })],
    ['with a negative counter', 'bad_change', () => ({ counter: -1 })],
    ['with negative characters', 'bad_change', () => ({ characters: -1 })],
    ['with negative times', 'bad_change', () => ({ lamports: -1 })],
    ['at time 0', 'bad_change', () => ({ lamport: 0 })],
    ['at a time that nobody has reached', 'bad_change', () => ({ lamport: 2 })],
    ['with times beyond what is exact', 'bad_change', () => ({ lamports: Number.MAX_SAFE_INTEGER + 1 })],
    ['that refers to its own new characters', 'unknown_dependency', () => ({ references: new Map([[a.replica, 0]]) })],
    ['that refers to an unknown character', 'unknown_dependency', () => ({ references: new Map([[b.replica, 0]]) })],
    ['that refers to an unknown replica', 'unknown_dependency', () => ({ references: new Map([[999, 0]]) })],
    ['beyond what a document holds', 'document_full', () => ({ characters: limits.maxDocumentCharacters + 1 })],
  ]
  test.each(cases)('%s: %s, and no effect', async (_, code, entry) => {
    expect(await append(a.peek(entry()))).toEqual([code])
    expect(await log()).toEqual([])
    expect(await append(a.next())).toEqual(['+1'])
  })

  test('of a document that does not exist', async () => {
    for (const id of ['nothing', '', 'a\0b', "'; --", 'x'.repeat(1000)]) {
      const { head, verdicts } = await appendChanges(db, id, [a.peek(), b.peek()])
      expect({ head, verdicts: verdicts.map(short) }).toEqual({ head: 0, verdicts: ['not_found', 'not_found'] })
    }
  })

  test('that refers to a character of another document', async () => {
    const other = await createDocument(db, { owner: alice })
    const writer = await ReplicaWriter.issued(db, other.id, alice.id)
    await ReplicaWriter.issued(db, other.id, alice.id)
    const third = await ReplicaWriter.issued(db, other.id, alice.id)
    await appendChanges(db, other.id, [writer.next({ characters: 9 }), third.next()])
    expect(await append(a.peek({ references: new Map([[third.replica, 0]]) }))).toEqual(['unknown_dependency'])
  })

  test('whose time does not follow its own replica’s', async () => {
    await append(a.next({ characters: 5 }))
    expect(await append(a.peek({ lamport: 5 }))).toEqual(['bad_change'])
    expect(await append(a.peek({ lamport: 6 }))).toEqual(['+2'])
  })

  test('whose time does not follow its own replica’s, which a change without a tick leaves as it was', async () => {
    await append(a.next({ characters: 5 }))
    expect(await append(a.peek({ lamport: 5, characters: 0 }))).toEqual(['bad_change'])
    expect(await append(a.next({ lamport: 6, characters: 0 }), a.peek({ lamport: 7 }))).toEqual(['+2', 'bad_change'])
    expect(await append(a.next({ lamport: 6, characters: 0 }), a.next({ lamport: 6 }))).toEqual(['+3', '+4'])
    const stored = await db.prisma.document.findUniqueOrThrow({ where: { id: document } })
    expect(stored).toMatchObject({ head: 4n, characters: 6n, lamport: 6n })
  })

  test('into a document in the trash: after the role, before anything else', async () => {
    await trashDocument(db, { userId: alice.id }, document)
    const verdicts = await append(
      a.peek(),
      a.peek({ user: viewer.id }),
      a.peek({ user: stranger.id }),
      a.peek({ rseq: 9 }),
    )
    expect(verdicts).toEqual(['document_trashed', 'forbidden', 'not_found', 'document_trashed'])
    await restoreDocument(db, { userId: alice.id }, document)
    expect(await append(a.next())).toEqual(['+1'])
  })

  test('in a full document, where deleting goes on', async () => {
    await db.pool.query('UPDATE document SET characters = $2 WHERE id = $1', [
      document,
      limits.maxDocumentCharacters - 2,
    ])
    expect(await append(a.peek({ characters: 3 }))).toEqual(['document_full'])
    expect(await append(a.next({ characters: 2 }))).toEqual(['+1'])
    expect(await append(a.peek({ characters: 1 }), a.next({ characters: 0 }))).toEqual(['document_full', '+2'])
  })
})

describe('a batch with a refused entry in the middle', () => {
  test('refuses what depends on it and takes the rest', async () => {
    const start = a.next({ characters: 3 })
    const bad = a.peek({ lamport: 1 }) // not after its own
    const after = { ...a.peek(), rseq: a.rseq + 1, counter: a.counter + 1 }
    const refers = b.peek({ references: new Map([[a.replica, 3]]) })
    const fine = b.peek({ references: new Map([[a.replica, 2]]), lamport: 2 })
    expect(await append(start, bad, after, refers, fine, a.peek())).toEqual([
      '+1',
      'bad_change',
      'gap',
      'unknown_dependency',
      '+2',
      '+3',
    ])
    expect(await log()).toEqual([`1 ${a.replica}:1`, `2 ${b.replica}:1`, `3 ${a.replica}:2`])
  })

  test('counts references to earlier entries of the same batch', async () => {
    const entries = [
      a.next({ characters: 2 }),
      b.next({ lamport: 3, references: new Map([[a.replica, 1]]) }),
      a.next({
        references: new Map([
          [b.replica, 0],
          [a.replica, 1],
        ]),
      }),
    ]
    expect(await append(...entries)).toEqual(['+1', '+2', '+3'])
  })

  test('reads each entry’s own references, also after refused ones', async () => {
    await append(a.next({ characters: 4 }))
    const refused = b.peek({
      rseq: 5,
      references: new Map([
        [a.replica, 3],
        [b.replica, 0],
        [77, 1],
      ]),
    })
    const unknown = b.peek({ references: new Map([[a.replica, 4]]) })
    const fine = b.peek({ references: new Map([[a.replica, 3]]) })
    expect(await append(refused, unknown, fine)).toEqual(['gap', 'unknown_dependency', '+2'])
  })
})
