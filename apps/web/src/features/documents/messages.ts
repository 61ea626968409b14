import type { Role } from '@tandem/protocol'
import { shorten } from '#lib/shorten.ts'
import type { Place } from './place.ts'

/** A title inside a sentence: short enough that the rest of the sentence is read too. */
const quoted = (title: string) => `“${shorten(title, 48)}”`

/** The words of the dashboard. */
export const messages = {
  places: { mine: 'My documents', shared: 'Shared with me', trash: 'Trash' } satisfies Record<Place, string>,
  placesLabel: 'Places',
  newDocument: 'New document',
  creating: 'Creating…',
  find: 'Find a document',
  findHint: 'Find a document by its title',
  documents: 'Documents',
  nothingFound: 'No document has a title like that.',
  columns: {
    title: 'Title',
    owner: 'Owner',
    role: 'Your role',
    edited: 'Edited',
    trashed: 'Moved to trash',
    people: 'People',
  },
  you: 'You',
  people: (count: number) => (count === 1 ? 'Only you' : `${count} people`),
  role: { owner: 'Owner', editor: 'Can edit', commenter: 'Can comment', viewer: 'Can view' } satisfies Record<
    Role,
    string
  >,
  edited: (ago: string) => `Edited ${ago}`,
  trashed: (ago: string) => `Moved to trash ${ago}`,
  actions: (title: string) => `Actions for ${title}`,
  open: 'Open',
  rename: 'Rename',
  renameLabel: (title: string) => `New title for ${title}`,
  trash: 'Move to trash',
  restore: 'Restore',
  restoreLabel: (title: string) => `Restore ${title}`,
  undo: 'Undo',
  movedToTrash: (title: string) => `${quoted(title)} is in the trash.`,
  restored: (title: string) => `${quoted(title)} is back in your documents.`,
  showMore: 'Show more',
  loading: 'Loading…',
  count: (count: number) => (count === 1 ? '1 document' : `${count} documents`),
  unreachable: 'The server could not be reached. Check your connection and try again.',
  empty: {
    mine: { title: 'No documents yet', text: 'Create one, share it, and write in it together.' },
    shared: { title: 'Nothing shared with you yet', text: 'Documents that others add you to appear here.' },
    trash: { title: 'The trash is empty', text: 'Documents that you move here can be restored.' },
  } satisfies Record<Place, { title: string; text: string }>,
  failed: {
    title: 'Your documents could not be loaded',
    text: 'Nothing is lost. Try again; if it keeps failing, the server may be restarting.',
  },
  inTrash: {
    title: (title: string) => `${quoted(title)} is in the trash`,
    text: 'Restore it to open it again. Everything in it is kept.',
    textForOthers: 'Its owner moved it there, and can restore it.',
  },
  toDocuments: 'Go to my documents',
} as const
