import type { Mutant } from './mutant.ts'

const judge = 'packages/documents/src/testing/model/judge.ts'
const push = 'apps/server/src/gateway/handle-push.ts'

/**
 * What the log takes. They are planted into the model of the database, which is held against Postgres: the rules are the same
 * there.
 */
export const logMutants: readonly Mutant[] = [
  {
    name: 'dedupe-off',
    does: 'appends a change again that is sent again',
    edits: [
      { file: judge, text: 'if (entry.rseq <= replica.seqs.length) {', becomes: 'if (entry.rseq < 0) {' },
      {
        file: judge,
        text: "if (entry.rseq !== replica.seqs.length + 1) return 'gap'",
        becomes:
          "if (entry.rseq <= replica.seqs.length) return 'new'\n  if (entry.rseq !== replica.seqs.length + 1) return 'gap'",
      },
    ],
  },
  {
    name: 'role-not-asked',
    does: 'appends what people wrote who may not write any more',
    edits: [
      { file: judge, text: "if (!can(role, 'write')) return 'forbidden'", becomes: '' },
      { file: push, text: "if (!mayWrite(session.role)) return 'forbidden'", becomes: '' },
    ],
  },
  {
    name: 'removal-not-asked',
    does: 'appends what people wrote who were removed',
    edits: [
      {
        file: judge,
        text: "if (role === undefined) return 'not_found'\n  if (!can(role, 'write')) return 'forbidden'",
        becomes: "if (role !== undefined && !can(role, 'write')) return 'forbidden'",
      },
    ],
  },
  {
    name: 'sign-in-not-asked',
    does: 'appends what people wrote who were signed out',
    edits: [
      {
        file: judge,
        text: 'if (!tables.livingSignIn(entry.signIn, entry.user, at)) return tables.signedOut(entry.user)',
        becomes: '',
      },
    ],
  },
  {
    name: 'trash-not-asked',
    does: 'appends to documents in the trash',
    edits: [{ file: judge, text: "if (document.trashedAt !== null) return 'document_trashed'", becomes: '' }],
  },
  {
    name: 'replicas-of-others',
    does: 'lets people write as replicas of others',
    edits: [
      {
        file: judge,
        text: "if (replica?.userId !== entry.user) return 'replica_invalid'",
        becomes: "if (!replica) return 'replica_invalid'",
      },
      { file: push, text: "if (!session.replicas.includes(change.replica)) return 'replica_invalid'", becomes: '' },
    ],
  },
  {
    name: 'gaps-taken',
    does: 'appends a change although the one before it is missing',
    edits: [{ file: judge, text: "if (entry.rseq !== replica.seqs.length + 1) return 'gap'", becomes: '' }],
  },
  {
    name: 'counters-not-asked',
    does: 'appends characters under names of their own choice',
    edits: [{ file: judge, text: "if (entry.counter !== replica.nextCounter) return 'bad_change'", becomes: '' }],
  },
  {
    name: 'references-not-asked',
    does: 'appends what refers to characters that do not exist',
    edits: [
      {
        file: judge,
        text: "if (!known || counter >= known.nextCounter) return 'unknown_dependency'",
        becomes: 'void [known, counter]',
      },
    ],
  },
]
