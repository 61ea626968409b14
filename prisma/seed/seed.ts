import { createHash } from 'node:crypto'
import { createDocument } from '../factories/create-document.ts'
import { createUser } from '../factories/create-user.ts'
import type { Database } from '../src/client.ts'
import { documents, type PersonKey, people } from './documents.ts'

export { documents, type PersonKey, people } from './documents.ts'

/** The password of everybody in the development database. */
export const seedPassword = 'tandem for everyone'

/** What the seed made this time; everything else was there already. */
export type Seeded = { readonly emails: readonly string[]; readonly people: number; readonly documents: number }

/**
 * Fills a migrated database with people and documents to try things with. Running it again adds only what is missing
 * and leaves what is there alone, edits included. Everybody's password is `seedPassword`: not for production.
 */
export async function seed(db: Database, now = new Date()): Promise<Seeded> {
  const made = { people: 0, documents: 0 }
  const ids = new Map<PersonKey, string>()
  for (const { key, name } of people) {
    const email = emailOf(key)
    const known = await db.prisma.user.findUnique({ where: { email }, select: { id: true } })
    if (!known) made.people++
    ids.set(key, (known ?? (await createUser(db, { name, email, password: seedPassword }))).id)
  }
  const idOf = (key: PersonKey) => ids.get(key) ?? key
  for (const { title, language, owner, people: others = [], trashed = false, hoursAgo, text } of documents) {
    const id = fixedId(title)
    if (await db.prisma.document.findUnique({ where: { id }, select: { id: true } })) continue
    await createDocument(db, {
      id,
      title,
      owner: { id: idOf(owner) },
      people: others.map(([key, role]) => ({ userId: idOf(key), role })),
      properties: { language },
      text,
      trashed,
      editedAt: new Date(now.getTime() - hoursAgo * 3_600_000),
    })
    made.documents++
  }
  return { emails: people.map(({ key }) => emailOf(key)), ...made }
}

function emailOf(key: PersonKey): string {
  return `${key}@tandem.test`
}

/** The same id every time, so that a link into the development database stays good. Guessable: not for production. */
function fixedId(title: string): string {
  return createHash('sha256').update(`seed ${title}`).digest('hex').slice(0, 26)
}
