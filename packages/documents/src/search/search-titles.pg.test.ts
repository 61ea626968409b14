import { type CreatedUser, createDocument } from '@tandem/db/factories'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deleteDocument } from '../documents/delete.ts'
import { renameDocument } from '../documents/rename.ts'
import { trashDocument } from '../documents/trash.ts'
import { issueReplica } from '../log/replicas.ts'
import { removePerson } from '../sharing/people.ts'
import { alice, bob, db, stagePeople } from '../testing/people.ts'
import { behind } from '../testing/waiting.ts'
import { searchTitles } from './search-titles.ts'
import { searchWords } from './search-words.ts'
import { matchTitle, mayHaveTypo } from './title-match.ts'

stagePeople()

const found = async (user: CreatedUser, query: string, limit?: number) =>
  (await searchTitles(db, { userId: user.id }, { query, limit })).map(({ title }) => title)
const make = (title: string, people: { userId: string; role: 'viewer' }[] = []) =>
  createDocument(db, { owner: alice, title, people })
let visits = 0

/** Each visit a second after the one before: times have milliseconds, and two visits may come in one. */
const opens = async ({ id: userId }: CreatedUser, documentId: string) => {
  await issueReplica(db, { documentId, userId, sessionId: 'tab' })
  await db.prisma.visit.update({
    where: { userId_documentId: { userId, documentId } },
    data: { openedAt: new Date(Date.UTC(2026, 0, 1) + ++visits * 1_000) },
  })
}

test('finds by beginnings and with one typo, the better match first', async () => {
  for (const title of ['Reporting', 'Weekly report', 'Reprot', 'Something else']) await make(title)
  expect(await found(alice, 'report')).toEqual(['Weekly report', 'Reporting', 'Reprot'])
  expect(await found(alice, 'wekly rep')).toEqual(['Weekly report'])
  expect(await found(alice, 'rep', 1)).toHaveLength(1)
})

test('a title is found by what it is now', async () => {
  const { id } = await make('Before')
  await renameDocument(db, { userId: alice.id }, id, 'After')
  expect(await found(alice, 'befo')).toEqual([])
  expect(await found(alice, 'afte')).toEqual(['After'])
})

test('nobody finds what they may not open, or what is in the trash', async () => {
  const shared = await make('Plan shared', [{ userId: bob.id, role: 'viewer' }])
  await make('Plan of my own')
  const gone = await make('Plan gone', [{ userId: bob.id, role: 'viewer' }])
  await trashDocument(db, { userId: alice.id }, gone.id)
  expect(await found(bob, 'plan')).toEqual(['Plan shared'])
  await removePerson(db, { userId: alice.id }, shared.id, bob.id)
  expect(await found(bob, 'plan')).toEqual([])
})

test('of equal matches the one that was opened last comes first', async () => {
  const [one, two] = [await make('Plan one'), await make('Plan two')]
  await make('Plan three')
  await opens(alice, two.id)
  await opens(alice, one.id)
  expect(await found(alice, 'plan')).toEqual(['Plan one', 'Plan two', 'Plan three'])
  await opens(alice, two.id)
  const [first] = await searchTitles(db, { userId: alice.id }, { query: 'plan' })
  expect(first).toEqual({
    id: two.id,
    title: 'Plan two',
    role: 'owner',
    editedAt: expect.any(Date),
    openedAt: expect.any(Date),
  })
})

describe('anything may be asked', () => {
  test.each(['', ' ', '%', '_', '\\', "'; DROP TABLE document; --", '\0', '\ud800', '(a+)+$', 'a '.repeat(250)])(
    '%j',
    async (query) => {
      expect(await found(alice, query)).toEqual([])
    },
  )

  test.each([
    ['501 characters', { query: 'a'.repeat(501) }],
    ['a limit of 0', { query: 'a', limit: 0 }],
    ['a limit of 51', { query: 'a', limit: 51 }],
    ['no text', { query: { contains: 'a' } }],
  ])('but not %s', async (_, input) => {
    // The input is what a request's query may hold.
    const call = searchTitles(db, { userId: alice.id }, input as { query: string })
    await expect(call).rejects.toMatchObject({ code: 'bad_request' })
  })
})

/** Letters, marks, digits and signs of many scripts; what newer versions of Unicode add, the two may not know alike. */
const characters = [...'aZß9_-. éÅıİﬁ½²ΣςжЙאَب٣हिंกำ漢字ひガ한글ᄒ🦦👷‍♀️_\'"\u00a0\u200b\u0301']

test('the database makes the same words of a title as we do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom(...characters), maxLength: 12 }), async (title) => {
      const { rows } = await db.pool.query<{ words: string[] }>('SELECT search_words($1) AS words', [title])
      expect(rows[0]?.words).toEqual(searchWords(title))
    }),
    { numRuns: 300 },
  )
})

/** Makes documents of Alice's, and answers their ids. As the owner, who may take the time that so many need in one statement. */
async function makeMany(titles: readonly string[]): Promise<string[]> {
  const { rows } = await db.owner.query<{ id: string }>(
    `WITH made AS (
      INSERT INTO document (id, title) SELECT $1 || '-' || place, title
      FROM unnest($2::text[]) WITH ORDINALITY t (title, place) RETURNING id
    ) INSERT INTO permission (document_id, user_id, role) SELECT id, $1, 'owner' FROM made RETURNING document_id AS id`,
    [alice.id, titles],
  )
  return rows.map(({ id }) => id)
}

describe('somebody with a great many documents that match', () => {
  const titles = Array.from({ length: 1_200 }, (_, at) => `Plan ${at} of ${at % 600 === 1 ? 'moles' : 'mice'}`)

  test('finds what they opened last, whatever the index comes upon first', async () => {
    const ids = await makeMany(titles)
    const opened = ids.filter((_, at) => at % 300 === 0)
    for (const id of opened) await opens(alice, id)
    const results = await searchTitles(db, { userId: alice.id }, { query: 'plan', limit: 50 })
    expect(results.slice(0, opened.length).map(({ id }) => id)).toEqual(opened.reverse())
    expect(results).toHaveLength(50)
  })

  test('finds the few that have all words, with a typo in any of them', async () => {
    await makeMany(titles)
    const both = ['Plan 1 of moles', 'Plan 601 of moles']
    for (const query of ['plan moles', 'plan of moles', 'paln moles', 'plan mloes', 'paln mols']) {
      expect((await found(alice, query)).sort(), query).toEqual(both)
    }
  })

  test('finds first what is called so, however much begins so', async () => {
    await makeMany(Array.from({ length: 1_200 }, (_, at) => (at % 400 === 399 ? `The plan ${at}` : `Planning ${at}`)))
    const results = await found(alice, 'plan')
    expect(results).toHaveLength(10)
    expect(results.slice(0, 3).sort()).toEqual(['The plan 1199', 'The plan 399', 'The plan 799'])
  })

  test('finds the few whose word goes on as it is typed, also with a typo', async () => {
    await makeMany(Array.from({ length: 1_200 }, (_, at) => (at < 2 ? `Presentiment ${at}` : `Presentation ${at}`)))
    for (const query of ['presentim', 'presentiment', 'persentiment', 'presentimen', 'presentimnet', 'presentimennt']) {
      expect((await found(alice, query)).sort(), query).toEqual(['Presentiment 0', 'Presentiment 1'])
    }
  })

  test('finds a full page of what is not in the trash', async () => {
    const ids = await makeMany(titles)
    await db.owner.query('UPDATE document SET trashed_at = now() WHERE id = ANY ($1)', [ids.slice(0, 1_150)])
    expect(await found(alice, 'plan', 50)).toHaveLength(50)
  })
})

test('the database tells a typo as we do', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '𝒜'), minLength: 3, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(word, word.filter(mayHaveTypo), async (title, query) => {
      const { rows } = await db.pool.query<{ nearly: boolean }>(
        'SELECT bool_or(is_nearly($2, left($1, n))) AS nearly FROM generate_series(1, length($1)) n',
        [title, query],
      )
      expect(rows[0]?.nearly).toBe(matchTitle([title], [query]) !== null)
    }),
    { numRuns: 300 },
  )
})

describe('the words of all titles', () => {
  const known = async (...words: string[]) => {
    const { rows } = await db.pool.query<{ word: string }>(
      'SELECT word FROM title_word WHERE word = ANY ($1) ORDER BY word',
      [words],
    )
    return rows.map(({ word }) => word)
  }

  test('are those that titles have now', async () => {
    const one = await make('Alpha bravo')
    const two = await make('Bravo charlie')
    expect(await known('alpha', 'bravo', 'charlie')).toEqual(['alpha', 'bravo', 'charlie'])
    await renameDocument(db, { userId: alice.id }, one.id, 'Delta')
    expect(await known('alpha', 'bravo', 'delta')).toEqual(['bravo', 'delta'])
    await trashDocument(db, { userId: alice.id }, two.id)
    expect(await known('bravo', 'charlie')).toEqual(['bravo', 'charlie'])
    await deleteDocument(db, { userId: alice.id }, two.id)
    expect(await known('bravo', 'charlie', 'delta')).toEqual(['delta'])
  })

  test('keep the one that somebody gives to a title while somebody else takes it from one', async () => {
    const { id } = await make('Echo')
    const maker = await db.owner.connect()
    try {
      await maker.query('BEGIN')
      await maker.query(`INSERT INTO document (id, title) VALUES ('made-meanwhile', 'Echo again')`)
      await maker.query(`INSERT INTO permission (document_id, user_id, role) VALUES ('made-meanwhile', $1, 'owner')`, [
        alice.id,
      ])
      await renameDocument(db, { userId: alice.id }, id, 'Foxtrot')
      await maker.query('COMMIT')
    } finally {
      await maker.query('ROLLBACK')
      maker.release()
    }
    expect(await known('echo', 'foxtrot')).toEqual(['echo', 'foxtrot'])
    expect(await found(alice, 'ehco')).toEqual(['Echo again'])
  })

  test('have the one again that was taken away while somebody waited to give it to a title', async () => {
    const { id } = await make('Golf')
    const rename = [`UPDATE document SET title = 'Hotel' WHERE id = $1`, [id]] as const
    expect(await behind(db, rename, () => make('Golf again'))).toMatchObject({ status: 'fulfilled' })
    expect(await found(alice, 'glof')).toEqual(['Golf again'])
  })
})

describe.each([
  ['with few documents', 60],
  ['with more than are looked through', 1_100],
])('somebody %s', (_, count) => {
  test('finds whatever matches by the definition', async () => {
    const random = fc.sample(fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 3, maxLength: 8 }), {
      numRuns: count * 2,
      seed: 20261121,
    })
    const titles = Array.from({ length: count }, (_, i) => `${random[2 * i]} ${random[2 * i + 1]}`)
    await makeMany(titles)
    for (const query of ['abcd', 'edcb', 'aabbc', 'cab', 'eeeee', 'dea bca', 'abcdeabc']) {
      const words = searchWords(query)
      const expected = titles.filter((title) => matchTitle(searchWords(title), words) !== null)
      const results = await searchTitles(db, { userId: alice.id }, { query, limit: 50 })
      expect(results.length, query).toBe(Math.min(50, expected.length))
      for (const { title } of results) expect(expected).toContain(title)
    }
  })
})
