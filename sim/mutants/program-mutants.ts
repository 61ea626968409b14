import type { Mutant } from './mutant.ts'

/** What is written for people by their programs. */
export const programMutants: readonly Mutant[] = [
  {
    name: 'pages-replica-taken',
    does: 'lets a program go on with any replica of its person, also with that of a page',
    edits: [
      {
        file: 'packages/documents/src/testing/model/replicas.ts',
        text: "sessionId === session.sessionId &&\n        sessionId.startsWith('token ') &&",
        becomes: 'sessionId.length > 0 &&',
      },
    ],
  },
  {
    name: 'second-try-as-the-same',
    does: 'tries again with the replica with which somebody else was faster',
    edits: [
      {
        file: 'packages/documents/src/content/write-changes.ts',
        text: 'return tryWrite(log, holder, documentId, base, plan, false)',
        becomes: 'return tryWrite(log, holder, documentId, base, plan, true)',
      },
    ],
  },
]
