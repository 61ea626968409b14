import type { Mutant } from './mutant.ts'

const people = 'packages/documents/src/testing/model/people.ts'

/** Who is let in, as the database has it: planted into its model, like what the log takes. */
export const sharingMutants: readonly Mutant[] = [
  {
    name: 'blocked-come-by-link',
    does: 'lets people in by a link who are kept out',
    edits: [
      {
        file: 'packages/documents/src/testing/model/links.ts',
        text: "if (document.blocked.has(userId)) throw new DomainError('not_found')",
        becomes: '',
      },
    ],
  },
  {
    name: 'blocked-stay',
    does: 'keeps people out, and leaves them what they have',
    edits: [
      {
        file: people,
        text: 'if (!document.permissions.delete(userId))',
        becomes: 'if (!document.permissions.has(userId))',
      },
    ],
  },
  {
    name: 'handed-over-and-kept',
    does: 'leaves who hands a document over an owner',
    edits: [{ file: people, text: "own.role = 'editor'", becomes: 'void own' }],
  },
  {
    name: 'hand-over-not-told',
    does: 'says nothing when a document is handed over, and does not count it as a change',
    edits: [
      {
        file: people,
        text: "document.revision += 4\n    this.#tables.notify({ channel: 'access', document: documentId, user: null })",
        becomes: '',
      },
    ],
  },
]
