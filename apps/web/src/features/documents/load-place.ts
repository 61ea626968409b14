import 'server-only'
import { can, database, type ListQuery, listDocuments } from '@tandem/documents'
import type { DocumentPage } from './document-summary.ts'

const pageSize = 50

/** One page of a list, or those of the `ids` that are in it, as the dashboard shows them. */
export async function loadPlace(userId: string, query: Omit<ListQuery, 'limit'>): Promise<DocumentPage> {
  const { items, next } = await listDocuments(
    database(),
    { userId },
    { ...query, limit: query.ids?.length || pageSize },
  )
  return {
    next,
    items: items.map(({ owner, createdAt, editedAt, openedAt, trashedAt, ...item }) => ({
      ...item,
      owner: { id: owner.id, name: owner.name, hue: owner.hue, isYou: owner.id === userId },
      createdAt: createdAt.getTime(),
      editedAt: editedAt.getTime(),
      openedAt: openedAt?.getTime() ?? null,
      trashedAt: trashedAt?.getTime() ?? null,
      mayRename: can(item.role, 'rename'),
      mayTrash: can(item.role, 'trash'),
    })),
  }
}
