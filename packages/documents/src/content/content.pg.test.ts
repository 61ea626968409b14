import { createDocument } from '@tandem/db/factories'
import { limits } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { head } from '../log/log.ts'
import { db, somebody, stagePeople } from '../testing/people.ts'
import { readContent, readRevision } from './read-content.ts'
import { listRevisions } from './revisions.ts'
import { editText, replaceText, setProperty } from './write-content.ts'

stagePeople()

/** A document that Alice and Bob may write, and where it stands. */
async function scene(text: string) {
  const [alice, bob] = [await somebody('Alice'), await somebody('Bob')]
  const people = [{ userId: bob.userId, role: 'editor' as const }]
  const { id } = await createDocument(db, { owner: { id: alice.userId }, text, people })
  return { alice, bob, id, base: await readRevision(db, alice, id) }
}

const replicas = async (id: string) =>
  (await db.owner.query('SELECT FROM replica WHERE document_id = $1', [id])).rowCount

test('a text is written and read, as of now and as of every revision', async () => {
  const { alice, id, base } = await scene('one')
  const second = await replaceText(db, alice, id, { base, text: 'one two' })
  const third = await replaceText(db, alice, id, { base: second.revision, text: 'two' })
  expect((await readContent(db, alice, id)).text).toBe('two')
  const texts = [base, second.revision, third.revision].map(async (at) => (await readContent(db, alice, id, at)).text)
  expect(await Promise.all(texts)).toEqual(['one', 'one two', 'two'])
  expect((await readContent(db, alice, id, 0)).text).toBe('')
})

test('what two make of the same revision is merged, also within one line', async () => {
  const { alice, bob, id, base } = await scene('let a = 1, b = 2\nend\n')
  await replaceText(db, alice, id, { base, text: 'let a = 10, b = 2\nend\n' })
  const { revision } = await replaceText(db, bob, id, { base, text: 'let a = 1, b = 20\nthe end\n' })
  expect((await readContent(db, bob, id)).text).toBe('let a = 10, b = 20\nthe end\n')
  expect((await readContent(db, bob, id, revision)).text).toBe('let a = 10, b = 20\nthe end\n')
})

test('positions of an edit count in the revision that it was made in', async () => {
  const { alice, bob, id, base } = await scene('middle')
  await editText(db, alice, id, { base, edit: [{ from: 0, to: 0, insert: 'before ' }] })
  await editText(db, bob, id, { base, edit: [{ from: 6, to: 6, insert: ' after' }] })
  expect((await readContent(db, alice, id)).text).toBe('before middle after')
})

test('many at once on the same revision: everything is there, whoever was first', async () => {
  const { alice, bob, id, base } = await scene('|')
  const words = Array.from({ length: 8 }, (_, at) => `<${at}>`)
  await Promise.all(
    words.map((insert, at) => editText(db, at % 2 ? alice : bob, id, { base, edit: [{ from: 1, to: 1, insert }] })),
  )
  const { text } = await readContent(db, alice, id)
  expect(text.slice(1).match(/<\d>/g)?.sort()).toEqual(words)
})

test('A52 line ends become LF: CRLF, CR and mixed; U+2028 stays', async () => {
  const { alice, id } = await scene('')
  await replaceText(db, alice, id, { base: null, text: 'a\r\nb\rc\n\u2028d' })
  await editText(db, alice, id, { base: null, edit: [{ from: 0, to: 0, insert: '\r\n' }] })
  expect((await readContent(db, alice, id)).text).toBe('\na\nb\nc\n\u2028d')
})

test('a text that is the same already is no change', async () => {
  const { alice, id, base } = await scene('same')
  expect(await replaceText(db, alice, id, { base, text: 'same' })).toEqual({ revision: base, changed: false })
  expect(await head(db, id)).toBe(base)
})

test('one that goes on writing keeps one replica; one that goes on from an older revision gets another', async () => {
  const { alice, id, base } = await scene('')
  const before = await replicas(id)
  for (const text of ['a', 'ab', 'abc']) await replaceText(db, alice, id, { base: null, text })
  expect(await replicas(id)).toBe((before ?? 0) + 1)
  await replaceText(db, alice, id, { base, text: 'z' })
  expect(await replicas(id)).toBe((before ?? 0) + 2)
})

test('a text of many changes arrives whole', async () => {
  const { alice, id } = await scene('')
  const text = 'A line of some length, with an emoji 🔴.\n'.repeat(5_000)
  await replaceText(db, alice, id, { base: null, text })
  expect((await readContent(db, alice, id)).text).toBe(text)
})

describe('all or nothing', () => {
  test('a text for which the document has no room any more changes nothing', async () => {
    const { alice, id, base } = await scene('short')
    const left = limits.maxDocumentCharacters - 100_000
    await db.owner.query('UPDATE document SET characters = $2 WHERE id = $1', [id, left])
    const text = 'x'.repeat(150_000)
    await expect(replaceText(db, alice, id, { base, text })).rejects.toMatchObject({ code: 'document_full' })
    expect(await readContent(db, alice, id)).toMatchObject({ revision: base, text: 'short' })
  })

  test.each([
    [[{ from: 0, to: 9, insert: '' }], 'bad_request'],
    [[{ from: -1, to: 0, insert: 'x' }], 'bad_request'],
    [[{ from: 0.5, to: 1, insert: 'x' }], 'bad_request'],
    [[{ from: 2, to: 1, insert: 'x' }], 'bad_request'],
    [[{ from: 0, to: 0, insert: '\ud800' }], 'bad_request'],
    [[{ from: 1, to: 2, insert: '' }], 'bad_request'],
    [
      [
        { from: 2, to: 3, insert: '' },
        { from: 0, to: 1, insert: '' },
      ],
      'bad_request',
    ],
    [Array.from({ length: 1_001 }, () => ({ from: 0, to: 0, insert: 'x' })), 'too_large'],
  ])('an edit that does not fit %# is refused', async (edit, code) => {
    const { alice, id, base } = await scene('🔴 ab')
    await expect(editText(db, alice, id, { base, edit })).rejects.toMatchObject({ code })
    expect(await head(db, id)).toBe(base)
  })

  test('half a character is refused', async () => {
    const { alice, id, base } = await scene('')
    const written = replaceText(db, alice, id, { base, text: 'a\ud83d' })
    await expect(written).rejects.toMatchObject({ code: 'bad_request' })
  })

  test('a text larger than a document can be is refused', async () => {
    const { alice, id, base } = await scene('')
    const written = replaceText(db, alice, id, { base, text: 'x'.repeat(limits.maxDocumentUnits + 1) })
    await expect(written).rejects.toMatchObject({ code: 'too_large' })
  })
})

test('a revision that is not there (yet) is told as such, reading and writing', async () => {
  const { alice, id, base } = await scene('text')
  const unknown = { code: 'not_found', field: 'revision' }
  await expect(readContent(db, alice, id, base + 1)).rejects.toMatchObject(unknown)
  await expect(replaceText(db, alice, id, { base: base + 1, text: '' })).rejects.toMatchObject(unknown)
})

test('nothing is written to a document in the trash, which can be read', async () => {
  const { alice, id, base } = await scene('text')
  await db.owner.query('UPDATE document SET trashed_at = now() WHERE id = $1', [id])
  await expect(replaceText(db, alice, id, { base, text: '' })).rejects.toMatchObject({ code: 'document_trashed' })
  expect((await readContent(db, alice, id)).text).toBe('text')
})

test('properties: set, set again, removed; the last one wins', async () => {
  const { alice, bob, id } = await scene('')
  await setProperty(db, alice, id, { key: 'language', value: 'json' })
  await setProperty(db, bob, id, { key: 'language', value: null })
  await setProperty(db, bob, id, { key: 'wrap', value: true })
  await setProperty(db, alice, id, { key: 'wrap', value: undefined })
  expect([...(await readContent(db, alice, id)).properties]).toEqual([['language', null]])
  expect(await setProperty(db, alice, id, { key: 'wrap', value: undefined })).toMatchObject({ changed: false })
  const long = setProperty(db, alice, id, { key: 'x'.repeat(257), value: 1 })
  await expect(long).rejects.toMatchObject({ code: 'bad_request' })
})

test('a history says who, when and how much, the newest first, page by page', async () => {
  const { alice, bob, id, base } = await scene('one')
  await replaceText(db, bob, id, { base, text: 'one two' })
  await replaceText(db, alice, id, { base: null, text: 'two' })
  await setProperty(db, bob, id, { key: 'language', value: 'json' })
  const { items, next } = await listRevisions(db, alice, id, { limit: 3 })
  expect(
    items.map(({ author, inserted, deleted, properties }) => [author.name, inserted, deleted, properties]),
  ).toEqual([
    ['Bob', 0, 0, ['language']],
    ['Alice', 0, 4, []],
    ['Bob', 4, 0, []],
  ])
  const rest = await listRevisions(db, alice, id, { before: next, limit: 3 })
  expect(rest).toMatchObject({ items: [{ revision: base, inserted: 3 }], next: null })
})
