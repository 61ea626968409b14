import 'server-only'
import { can, database, listDocuments } from '@tandem/documents'
import { hueOf } from '@tandem/protocol'
import type { DocumentPage } from './document-summary.ts'
import type { Place } from './place.ts'

const pageSize = 50

/** One page of a place, as the list shows it. */
export async function loadPlace(userId: string, place: Place, cursor?: string): Promise<DocumentPage> {
  const { items, next } = await listDocuments(
    database(),
    { userId },
    { place, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) },
  )
  return {
    next: next ?? null,
    items: items.map(({ id, title, role, owner, editedAt, trashedAt, people }) => ({
      id,
      title,
      role,
      owner: { name: owner.name, hue: hueOf(owner.id), isYou: owner.id === userId },
      editedAt: editedAt.getTime(),
      trashedAt: trashedAt?.getTime() ?? null,
      people,
      mayRename: can(role, 'rename'),
      mayTrash: can(role, 'trash'),
    })),
  }
}
