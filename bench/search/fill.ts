import { Prng } from '@tandem/crdt/testing'
import type { Database } from '@tandem/db'
import { claimTexts, saveText } from '@tandem/documents'
import { searchedText } from '@tandem/documents/searched-text'
import pg from 'pg'
import { text, title } from './titles.ts'

/** What there is to search in. */
export type Scene = {
  readonly documents: number
  readonly people: number
  /** Who may open some hundreds of them. */
  readonly ordinary: readonly string[]
  /** Who may open all of them. */
  readonly everywhere: string
}

const batch = 2_000
/** Others that a document is shared with, at most. */
const mostShares = 5

/** Makes people and documents, as many connections as one needs do it; their texts are made searchable as the server does. */
export async function fill(
  db: Database,
  url: string,
  { documents, people }: { readonly documents: number; readonly people: number },
  log: (line: string) => void,
): Promise<Scene> {
  const random = new Prng(20261121)
  // Without the limits of the application's connections: a batch takes longer than anything it does.
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const ids = Array.from({ length: people }, (_, at) => `person-${at}`)
  await client.query(
    `INSERT INTO "user" (id, email, name) SELECT id, id || '@example.test', 'Person' FROM unnest($1::text[]) id`,
    [ids],
  )
  const everywhere = ids[0] ?? ''
  for (let from = 0; from < documents; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, documents - from) }, (_, at) => from + at)
    const shares = numbers.flatMap((number) => {
      const owner = 1 + (number % (people - 1))
      const others = Array.from({ length: random.int(mostShares + 1) }, () => 1 + random.int(people - 1))
      const roles = new Map<number, string>([
        ...others.map((at) => [at, 'editor'] as const),
        [owner, 'owner'],
        [0, 'viewer'],
      ])
      return [...roles].map(([at, role]) => ({ document: `document-${number}`, user: ids[at], role }))
    })
    // One statement: a document has an owner when it ends.
    await client.query(
      `WITH made AS (
        INSERT INTO document (id, title, head, edited_at)
        SELECT 'document-' || n, t, 1, now() - random() * interval '400 days'
        FROM unnest($1::int[], $2::text[]) d (n, t) RETURNING id
      ) INSERT INTO permission (document_id, user_id, role)
        SELECT * FROM unnest($3::text[], $4::text[], $5::role[]) WHERE (SELECT count(*) FROM made) > 0`,
      [
        numbers,
        numbers.map(() => title(random)),
        shares.map(({ document }) => document),
        shares.map(({ user }) => user),
        shares.map(({ role }) => role),
      ],
    )
    if (from % 20_000 === 0) log(`${from} documents`)
  }
  await client.query(`INSERT INTO visit (user_id, document_id, opened_at, times)
    SELECT user_id, document_id, now() - random() * interval '200 days', 1 + (random() * 20)::int
    FROM permission WHERE random() < 0.2`)
  await saveTexts(db, documents, random, log)
  await client.query('VACUUM ANALYZE')
  await client.end()
  return { documents, people, everywhere, ordinary: ids.slice(1) }
}

async function saveTexts(db: Database, documents: number, random: Prng, log: (line: string) => void): Promise<void> {
  const pace = { quietMs: 0, longestMs: 0, againMs: 3_600_000 }
  for (let done = 0; done < documents; ) {
    const { documentIds } = await claimTexts(db, { since: 0, limit: batch, pace })
    if (documentIds.length === 0) throw new Error(`only ${done} of ${documents} documents have a text that is due`)
    const waiting = documentIds.values()
    const work = async () => {
      for (const id of waiting)
        await saveText(db, id, 1, searchedText(text(random, Number(id.slice('document-'.length)))))
    }
    await Promise.all(Array.from({ length: 8 }, work))
    done += documentIds.length
    if (done % 20_000 < batch) log(`${done} texts`)
  }
}
