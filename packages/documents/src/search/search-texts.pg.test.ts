import { type CreatedUser, createDocument, createUser } from '@tandem/db/factories'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { trashDocument } from '../documents/trash.ts'
import { issueReplica } from '../log/replicas.ts'
import { removePerson } from '../sharing/people.ts'
import { alice, bob, db, stagePeople } from '../testing/people.ts'
import { codeWords } from './code-words.ts'
import { searchTexts } from './search-texts.ts'
import { searchedText } from './searched-text.ts'
import { claimTexts, saveText, type TextPace } from './text-index.ts'
import { parseTextQuery } from './text-query.ts'

stagePeople()

const atOnce: TextPace = { quietMs: 0, longestMs: 0, againMs: 0 }

/** A document that is found by its text. */
async function indexed(text: string, people: { userId: string; role: 'viewer' }[] = [], title?: string) {
  const made = await createDocument(db, { owner: alice, text, people, ...(title === undefined ? {} : { title }) })
  await claimTexts(db, { since: 0, limit: 1000, pace: atOnce })
  await saveText(db, made.id, 1, searchedText(text))
  return made
}

const found = async (user: CreatedUser, query: string, limit?: number) =>
  (await searchTexts(db, { userId: user.id }, { query, limit })).map(({ title }) => title)

describe('a text is found', () => {
  test('by words, names in code, and phrases; with the lines that show it', async () => {
    await indexed('function parseHttpRequest(frame_bytes) {\n  return frame_bytes == 0\n}', [], 'server.ts')
    await indexed('Milk and honey', [], 'List')
    for (const query of ['parse', 'httpRequest', 'framebytes retur', '"frame_bytes == 0"']) {
      expect(await found(alice, query), query).toEqual(['server.ts'])
    }
    expect(await found(alice, 'honey parse')).toEqual([])
    expect(await found(alice, '"honey and milk"')).toEqual([])
    const [list] = await searchTexts(db, { userId: alice.id }, { query: 'hon' })
    expect(list).toEqual({
      id: expect.any(String),
      title: 'List',
      editedAt: expect.any(Date),
      lines: [
        {
          line: 1,
          pieces: [
            { text: 'Milk and ', found: false },
            { text: 'hon', found: true },
            { text: 'ey', found: false },
          ],
        },
      ],
    })
  })

  test('by what it says now', async () => {
    const { id } = await indexed('before')
    await saveText(db, id, 3, searchedText('after'))
    await saveText(db, id, 2, searchedText('between'))
    expect([await found(alice, 'before'), await found(alice, 'between')]).toEqual([[], []])
    expect(await found(alice, 'after')).toHaveLength(1)
  })

  test('first where the one who searches was last', async () => {
    const [one] = [await indexed('plan', [], 'One'), await indexed('plan', [], 'Two')]
    expect(await found(alice, 'plan')).toEqual(['Two', 'One'])
    await issueReplica(db, { documentId: one.id, userId: alice.id, sessionId: 'tab' })
    expect(await found(alice, 'plan')).toEqual(['One', 'Two'])
    expect(await found(alice, 'plan', 1)).toEqual(['One'])
  })

  test('whatever is in it', async () => {
    const strange = `zero \0 half \ud800 quote ' back \\ ${'漢字'.repeat(3)} ${'x'.repeat(100)}`
    const { id } = await indexed('x', [], 'Strange')
    await saveText(db, id, 2, searchedText(strange))
    for (const query of ['zero', 'half', '字漢', 'x'.repeat(80), '"back \\"', `"quote '"`]) {
      expect(await found(alice, query), query).toEqual(['Strange'])
    }
  })

  test('up to what is searched of it', async () => {
    const { id } = await indexed('x', [], 'Long')
    await saveText(db, id, 2, searchedText(`beginning ${'😀'.repeat(200_000)} ending`))
    expect([await found(alice, 'beginning'), await found(alice, 'ending')]).toEqual([['Long'], []])
  })
})

test('nobody finds what they may not open, or what is in the trash', async () => {
  const shared = await indexed('plan', [{ userId: bob.id, role: 'viewer' }], 'Shared')
  await indexed('plan', [], 'My own')
  const gone = await indexed('plan', [{ userId: bob.id, role: 'viewer' }], 'Gone')
  await trashDocument(db, { userId: alice.id }, gone.id)
  expect(await found(bob, 'plan')).toEqual(['Shared'])
  await removePerson(db, { userId: alice.id }, shared.id, bob.id)
  expect(await found(bob, 'plan')).toEqual([])
})

describe('anything may be asked', () => {
  test.each([
    '',
    ' ',
    '%',
    '"',
    '""',
    '"=>"',
    '\\',
    "'; DROP TABLE document; --",
    '\0',
    '\ud800',
    '(a+)+$',
    "':* | 'a",
  ])('%j', async (query) => {
    expect(await found(alice, query)).toEqual([])
  })

  test.each([
    ['501 characters', { query: 'a'.repeat(501) }],
    ['a limit of 0', { query: 'a', limit: 0 }],
    ['a limit of 21', { query: 'a', limit: 21 }],
    ['no text', { query: { contains: 'a' } }],
  ])('but not %s', async (_, input) => {
    // The input is what a request's query may hold.
    const call = searchTexts(db, { userId: alice.id }, input as { query: string })
    await expect(call).rejects.toMatchObject({ code: 'bad_request' })
  })
})

test('somebody finds exactly what they may open and what has all the words', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, () => createUser(db)))
  const name = fc.string({ unit: fc.constantFrom(...'abAB_ '), minLength: 1, maxLength: 10 })
  const role = fc.constantFrom(null, 'viewer', 'editor')
  const scene = fc.record({
    documents: fc.array(fc.record({ text: name, roles: fc.tuple(role, role, role), trashed: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    }),
    queries: fc.array(name, { minLength: 1, maxLength: 4 }),
  })
  await fc.assert(
    fc.asyncProperty(scene, async ({ documents, queries }) => {
      const owner = await createUser(db)
      const made: { id: string; text: string; readers: Set<string>; trashed: boolean }[] = []
      for (const { text, roles, trashed } of documents) {
        const with_ = people.flatMap(({ id }, at) => {
          const role = roles[at]
          return role ? [{ userId: id, role } as const] : []
        })
        const { id } = await createDocument(db, { owner, text, people: with_, trashed })
        made.push({ id, text, trashed, readers: new Set([owner.id, ...with_.map(({ userId }) => userId)]) })
      }
      await claimTexts(db, { since: 0, limit: 1000, pace: atOnce })
      for (const { id, text } of made) await saveText(db, id, 1, searchedText(text))
      for (const user of [owner, ...people]) {
        for (const query of queries) {
          const { words } = parseTextQuery(query)
          const says = (text: string) =>
            words.length > 0 &&
            words.every((word) =>
              codeWords(text).some((candidate) => (word.length > 1 ? candidate.startsWith(word) : candidate === word)),
            )
          const expected = made.filter(({ text, trashed, readers }) => !trashed && readers.has(user.id) && says(text))
          const results = await searchTexts(db, { userId: user.id }, { query, limit: 20 })
          expect(results.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
          for (const { lines } of results) expect(lines.length).toBeGreaterThan(0)
        }
      }
      await db.owner.query('UPDATE document SET trashed_at = now()')
    }),
    { numRuns: 15 },
  )
})

test('somebody with a great many documents finds first what they opened last, whatever the index comes upon', async () => {
  // All have "common", the second half "half", six "seldom". Every tenth was opened, a later one later.
  const words = (at: number) =>
    ['common', ...(at >= 600 ? ['half'] : []), ...(at % 200 === 40 ? ['seldom'] : [])].join(' ')
  const many = Array.from({ length: 1_200 }, (_, at) => words(at))
  await db.owner.query(
    `WITH made AS (
      INSERT INTO document (id, title) SELECT $1 || '-' || at, 'Many' FROM generate_series(0, 1199) at
    ), shared AS (
      INSERT INTO permission (document_id, user_id, role)
      SELECT $1 || '-' || at, person, role::role FROM generate_series(0, 1199) at, (VALUES ($1, 'viewer'), ($2, 'owner')) p (person, role)
    ), said AS (
      INSERT INTO document_text (document_id, seq, text, opening, words, tried_at)
      SELECT $1 || '-' || (place - 1), 1, said, '', array_to_tsvector(string_to_array(said, ' ')), now()
      FROM unnest($3::text[]) WITH ORDINALITY t (said, place)
    ) INSERT INTO visit (user_id, document_id, opened_at, times)
      SELECT $1, $1 || '-' || at, now() - (1200 - at) * interval '1 minute', 1 FROM generate_series(0, 1199, 10) at`,
    [alice.id, bob.id, many],
  )
  const found = async (query: string, limit: number) =>
    (await searchTexts(db, { userId: alice.id }, { query, limit })).map(({ id }) =>
      Number(id.slice(alice.id.length + 1)),
    )
  const opened = (from: number, count: number) => Array.from({ length: count }, (_, at) => from - 10 * at)

  expect(await found('common', 10)).toEqual(opened(1190, 10))
  expect(await found('half', 20)).toEqual(opened(1190, 20))
  expect(await found('seldom', 10)).toEqual([1040, 840, 640, 440, 240, 40])
  // What was opened comes before what the index comes upon, also when that is less than is asked for.
  await db.owner.query(`DELETE FROM visit WHERE user_id = $1 AND document_id NOT IN ($1 || '-610', $1 || '-620')`, [
    alice.id,
  ])
  const half = await found('half', 20)
  expect(half.slice(0, 2)).toEqual([620, 610])
  expect(new Set(half.filter((at) => at >= 600)).size).toBe(20)
  await db.owner.query(`UPDATE document SET trashed_at = now() WHERE id = $1 || '-620'`, [alice.id])
  await db.owner.query(`DELETE FROM permission WHERE document_id = $1 || '-610' AND user_id = $1`, [alice.id])
  expect((await found('half', 20)).filter((at) => at === 610 || at === 620)).toEqual([])
})

describe('what is due', () => {
  const due = async (pace: Partial<TextPace> = {}, limit = 1000) =>
    (await claimTexts(db, { since: 0, limit, pace: { ...atOnce, ...pace } })).documentIds
  const hourMs = 3_600_000

  beforeEach(() => db.owner.query('UPDATE document_text SET seq = 1000; UPDATE document SET trashed_at = now()'))

  test('is what was edited since, once it is quiet or was not taken over for long', async () => {
    const { id } = await createDocument(db, { owner: alice, text: 'new' })
    await createDocument(db, { owner: alice })
    expect(await due({ quietMs: hourMs, longestMs: hourMs })).not.toContain(id)
    expect(await due({ longestMs: hourMs })).toContain(id)
    expect(await due({ quietMs: hourMs })).toContain(id)
    await saveText(db, id, 1, searchedText('new'))
    expect(await due()).not.toContain(id)
  })

  test('is given to one for a while, also when two ask at once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => createDocument(db, { owner: alice, text: 'new' })))
    const pace = { againMs: hourMs }
    const [one, two] = await Promise.all([due(pace), due(pace)])
    const mine = [...one, ...two].filter((id) => made.some((document) => document.id === id))
    expect(mine.toSorted()).toEqual(made.map(({ id }) => id).toSorted())
    expect(await due(pace)).toEqual([])
  })

  test('is no more than asked for', async () => {
    for (let count = 0; count < 3; count++) await createDocument(db, { owner: alice, text: 'new' })
    const first = await claimTexts(db, { since: 0, limit: 2, pace: { ...atOnce, againMs: hourMs } })
    expect([first.documentIds.length, first.all]).toEqual([2, false])
    const rest = await claimTexts(db, { since: 0, limit: 1000, pace: { ...atOnce, againMs: hourMs } })
    expect(rest.all).toBe(true)
    const none = await claimTexts(db, { since: rest.at, limit: 1000, pace: atOnce })
    expect(none.documentIds).toEqual([])
  })
})
