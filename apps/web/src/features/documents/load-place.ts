import 'server-only'
import { can, database, type ListQuery, listDocuments } from '@tandem/documents'
import { hueOf } from '@tandem/protocol'
import type { DocumentPage } from './document-summary.ts'

const pageSize = 50

/** One page of a list, as the dashboard shows it. */
export async function loadPlace(userId: string, query: Omit<ListQuery, 'limit'>): Promise<DocumentPage> {
  const { items, next } = await listDocuments(database(), { userId }, { ...query, limit: pageSize })
  return {
    next,
    items: items.map(({ owner, createdAt, editedAt, openedAt, trashedAt, here, ...item }) => ({
      ...item,
      owner: { name: owner.name, hue: hueOf(owner.id), isYou: owner.id === userId },
      createdAt: createdAt.getTime(),
      editedAt: editedAt.getTime(),
      openedAt: openedAt?.getTime() ?? null,
      trashedAt: trashedAt?.getTime() ?? null,
      here: here.map(({ id, name }) => ({ id, name, hue: hueOf(id) })),
      mayRename: can(item.role, 'rename'),
      mayTrash: can(item.role, 'trash'),
      mayShare: can(item.role, 'share'),
    })),
  }
}
