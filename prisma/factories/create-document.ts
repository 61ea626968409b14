import { createHash } from 'node:crypto'
import { type Change, changeExtent, encodeChange, TandemDoc } from '@tandem/crdt'
import type { Database } from '../src/client.ts'
import type { Role as DatabaseRole } from '../src/generated/enums.ts'
import { newId } from '../src/new-id.ts'

/** A role in a document, as the database knows it. */
export type Role = keyof typeof DatabaseRole

/** Somebody who has a role in a document that is made. */
export type PersonInDocument = { readonly userId: string; readonly role: Role }

/** What `createDocument` makes. */
export type DocumentToCreate = {
  readonly owner: { readonly id: string }
  readonly title?: string
  /** Written by the owner, with one replica of their own. */
  readonly text?: string
  readonly properties?: Readonly<Record<string, string | number | boolean | null>>
  /** Others who have access. */
  readonly people?: readonly PersonInDocument[]
  readonly trashed?: boolean
  /** Random when not given. */
  readonly id?: string
  readonly editedAt?: Date
}

/**
 * Makes a document with an owner, people, text and properties, as if its owner had typed it: its log holds real
 * changes. Throws when `id` is taken.
 */
export async function createDocument(
  db: Database,
  {
    owner,
    title = 'Untitled',
    text = '',
    properties = {},
    people = [],
    trashed = false,
    id = newId(),
    editedAt = new Date(),
  }: DocumentToCreate,
): Promise<{ id: string }> {
  const changes = write(text, properties)
  const extents = changes.map(changeExtent)
  const last = changes.at(-1)
  const lamport = last ? last.lamport + changeExtent(last).lamports - 1 : 0
  const characters = extents.reduce((sum, extent) => sum + extent.characters, 0)
  await db.prisma.document.create({
    data: {
      id,
      title,
      head: changes.length,
      lamport,
      characters,
      editedAt,
      trashedAt: trashed ? new Date() : null,
      permissions: {
        create: [{ userId: owner.id, role: 'owner' }, ...people.map(({ userId, role }) => ({ userId, role }))],
      },
      ...(changes.length > 0 && {
        counter: { create: { next: replica + 1 } },
        replicas: {
          create: {
            id: replica,
            userId: owner.id,
            sessionId: 'factory',
            nextCounter: characters,
            lastRseq: changes.length,
            lamport,
            operations: { create: changes.map((change, index) => row(change, index + 1, owner.id, editedAt)) },
          },
        },
      }),
    },
  })
  return { id }
}

const replica = 1
/** Code units in one change: below what the server takes. */
const maxInsert = 4096

function row(change: Change, seq: number, userId: string, createdAt: Date) {
  const payload = Uint8Array.from(encodeChange(change))
  const hash = Uint8Array.from(createHash('sha256').update(payload).digest())
  return { seq, rseq: change.rseq, userId, payload, hash, createdAt }
}

function write(text: string, properties: Readonly<Record<string, string | number | boolean | null>>): Change[] {
  const set = Object.entries(properties)
  if (text === '' && set.length === 0) return []
  const doc = new TandemDoc()
  doc.become(replica)
  const changes = set.map(([key, value]) => doc.setProperty(key, value))
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + maxInsert, text.length)
    // Not between the two halves of a surrogate pair.
    if (to < text.length && /[\udc00-\udfff]/.test(text.charAt(to))) to--
    changes.push(doc.edit([{ from, to: from, insert: text.slice(from, to) }]))
    from = to
  }
  return changes
}
