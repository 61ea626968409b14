import { type Change, changeExtent, encodeChange, TandemDoc } from '@tandem/crdt'
import { changeReferences } from '@tandem/crdt/references'
import type { ChangeEntry } from '@tandem/documents'
import { describe, expect, test } from 'vitest'
import type { DocumentLog } from './document-log.ts'

/** A log with one document: Alice owns it, Bob edits it, Vera views it, Mallory has no access. */
export type LogStage = AsyncDisposable & {
  readonly log: DocumentLog
  readonly documentId: string
  readonly alice: string
  readonly bob: string
  readonly vera: string
  readonly mallory: string
}

/** The sign-in that each person of a stage has. */
export function signInOf(userId: string): string {
  return `sign-in-of-${userId}`
}

const by = (user: string) => ({ user, signIn: signInOf(user) })

/** What rooms rely on, whatever the log is kept in. */
export function documentLogContract(name: string, setUp: () => Promise<LogStage>): void {
  describe(`${name}: L1 who may`, () => {
    test('a role and a title for those with access, nothing for anybody else', async () => {
      await using stage = await setUp()
      const { log, documentId } = stage
      const holderOf = (userId: string) => ({ userId, signInId: signInOf(userId) })
      const alice = holderOf(stage.alice)
      expect(await log.access(documentId, alice)).toMatchObject({ role: 'owner', trashed: false })
      expect(await log.access(documentId, holderOf(stage.vera))).toMatchObject({ role: 'viewer' })
      const nobody = { code: 'not_found' }
      await expect(log.access(documentId, holderOf(stage.mallory))).rejects.toMatchObject(nobody)
      await expect(log.access('missing', alice)).rejects.toMatchObject(nobody)
      expect(await log.head(documentId)).toBe(0)
      expect(await log.head('missing')).toBe(null)
    })

    test('only writers write, and only with their own replica', async () => {
      await using stage = await setUp()
      const { log, documentId } = stage
      const replica = await log.issueReplica({ documentId, userId: stage.alice, sessionId: 's' })
      const [entry] = typed(replica, 'x')
      const codes = []
      for (const user of [stage.vera, stage.mallory, stage.bob]) {
        const { verdicts } = await log.append(documentId, [{ ...entry, ...by(user) }])
        codes.push(verdicts[0])
      }
      expect(codes).toMatchObject([{ code: 'forbidden' }, { code: 'not_found' }, { code: 'replica_invalid' }])
      expect(await log.head(documentId)).toBe(0)
    })
  })

  describe(`${name}: L2 the order`, () => {
    test('rows are numbered from 1 without a gap, and read back as they were', async () => {
      await using stage = await setUp()
      const { log, documentId, alice, bob } = stage
      const first = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
      const second = await log.issueReplica({ documentId, userId: bob, sessionId: 's' })
      const entries = [
        { ...typed(first, 'a')[0], ...by(alice) },
        { ...typed(second, 'b')[0], ...by(bob) },
      ]
      expect(await log.append(documentId, entries)).toMatchObject({
        head: 2,
        verdicts: [
          { status: 'appended', seq: 1 },
          { status: 'appended', seq: 2 },
        ],
      })
      const rows = await log.read(documentId, 0, { rows: 10, bytes: 1000 })
      expect(rows.map(({ seq, replica, userId }) => [seq, replica, userId])).toEqual([
        [1, first, alice],
        [2, second, bob],
      ])
      expect(rows.map(({ payload }) => new Uint8Array(payload))).toEqual(entries.map(({ payload }) => payload))
      expect(await log.read(documentId, 1, { rows: 10, bytes: 0 })).toHaveLength(1)
      expect(await log.read(documentId, 0, { rows: 1, bytes: 1000 })).toHaveLength(1)
      expect(await log.read(documentId, 2, { rows: 10, bytes: 1000 })).toEqual([])
    })
  })

  test(`${name}: L2 several documents at once: each its own part, and none for one that can't be written now`, async () => {
    await using stage = await setUp()
    const { log, documentId, alice } = stage
    const replica = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
    const entries = typed(replica, 'ab').map((entry) => ({ ...entry, ...by(alice) }))
    expect(await log.appendTogether([{ documentId: 'missing', entries }])).toEqual([null])
    const outcomes = await log.appendTogether([
      { documentId: 'missing', entries },
      { documentId, entries },
    ])
    expect(outcomes).toMatchObject([null, { head: 2, verdicts: [{ seq: 1 }, { seq: 2 }] }])
    expect(await log.read(documentId, 0, { rows: 10, bytes: 1000 })).toHaveLength(2)
  })

  describe(`${name}: L3 once`, () => {
    test('the same again is known; the same name with other content is a fork; what comes too early is a gap', async () => {
      await using stage = await setUp()
      const { log, documentId, alice } = stage
      const replica = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
      const [one, two, three] = typed(replica, 'abc').map((entry) => ({ ...entry, ...by(alice) }))
      if (!one || !two || !three) throw new Error('three changes')
      const answers = []
      for (const entry of [one, three, one, { ...one, payload: two.payload }, two, three]) {
        answers.push((await log.append(documentId, [entry])).verdicts[0])
      }
      expect(answers).toMatchObject([
        { status: 'appended', seq: 1 },
        { code: 'gap' },
        { status: 'known', seq: 1 },
        { code: 'replica_fork' },
        { status: 'appended', seq: 2 },
        { status: 'appended', seq: 3 },
      ])
    })

    test('a refused entry in a batch takes its dependents with it, and nobody else', async () => {
      await using stage = await setUp()
      const { log, documentId, alice, bob } = stage
      const first = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
      const second = await log.issueReplica({ documentId, userId: bob, sessionId: 's' })
      const [one, two] = typed(first, 'ab').map((entry) => ({ ...entry, ...by(alice) }))
      if (!one || !two) throw new Error('two changes')
      const other = { ...typed(second, 'x')[0], ...by(bob) }
      const { verdicts } = await log.append(documentId, [{ ...one, counter: 5 }, two, other])
      expect(verdicts).toMatchObject([{ code: 'bad_change' }, { code: 'gap' }, { status: 'appended', seq: 1 }])
    })

    test('a change that only deletes takes no time: the next one may have its own', async () => {
      await using stage = await setUp()
      const { log, documentId, alice } = stage
      const replica = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
      const doc = new TandemDoc()
      doc.become(replica)
      const entries = [
        doc.edit([{ from: 0, to: 0, insert: 'ab' }]),
        doc.edit([{ from: 0, to: 1, insert: '' }]),
        doc.edit([{ from: 0, to: 1, insert: '' }]),
        doc.edit([{ from: 0, to: 0, insert: 'c' }]),
      ].map((change) => ({ ...entryOf(change), ...by(alice) }))
      expect(entries.map(({ lamport, lamports }) => [lamport, lamports])).toEqual([
        [1, 2],
        [3, 0],
        [3, 0],
        [3, 1],
      ])
      expect((await log.append(documentId, entries)).verdicts).toMatchObject([1, 2, 3, 4].map((seq) => ({ seq })))
    })

    test('what is not in the log cannot be referred to, and time cannot be pushed', async () => {
      await using stage = await setUp()
      const { log, documentId, alice } = stage
      const replica = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
      const entry = { ...typed(replica, 'a')[0], ...by(alice) }
      const { verdicts } = await log.append(documentId, [
        { ...entry, references: new Map([[replica, 0]]) },
        { ...entry, references: new Map([[replica + 1, 0]]) },
        { ...entry, lamport: 3 },
      ])
      expect(verdicts).toMatchObject([
        { code: 'unknown_dependency' },
        { code: 'unknown_dependency' },
        { code: 'bad_change' },
      ])
    })
  })

  test(`${name}: L4 the newest snapshot is the one that is opened`, async () => {
    await using stage = await setUp()
    const { log, documentId, alice } = stage
    const intact = () => expect.unreachable('no snapshot is damaged')
    expect(await log.latestSnapshot(documentId, intact)).toBe(null)
    const replica = await log.issueReplica({ documentId, userId: alice, sessionId: 's' })
    await log.append(
      documentId,
      typed(replica, 'ab').map((entry) => ({ ...entry, ...by(alice) })),
    )
    for (const seq of [1, 2])
      await log.saveSnapshot(documentId, {
        seq,
        coding: 'brotli',
        size: 1,
        state: new Uint8Array([seq]),
        digest: `${seq}`,
      })
    expect(await log.latestSnapshot(documentId, intact)).toMatchObject({
      seq: 2,
      coding: 'brotli',
      size: 1,
      digest: '2',
    })
    await log.dropSnapshot(documentId, 2)
    expect((await log.latestSnapshot(documentId, intact))?.seq).not.toBe(2)
  })
}

type Typed = readonly [Omit<ChangeEntry, 'user' | 'signIn'>, ...Omit<ChangeEntry, 'user' | 'signIn'>[]]

/** One change for each character, as one replica types them. */
export function typed(replica: number, text: string): Typed {
  const doc = new TandemDoc()
  doc.become(replica)
  const [first, ...rest] = [...text].map((insert) => entryOf(doc.edit([{ from: doc.length, to: doc.length, insert }])))
  if (!first) throw new RangeError('nothing was typed')
  return [first, ...rest]
}

function entryOf(change: Change): Omit<ChangeEntry, 'user' | 'signIn'> {
  const { replica, rseq, lamport, counter } = change
  const payload = encodeChange(change)
  return { replica, rseq, lamport, counter, ...changeExtent(change), references: changeReferences(change), payload }
}
