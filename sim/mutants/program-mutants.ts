import type { Mutant } from './mutant.ts'

/** What is written for people by their programs. */
export const programMutants: readonly Mutant[] = [
  {
    name: 'fresh-replica-shared',
    does: 'lets a program go on with a replica that another one was just given',
    edits: [
      {
        file: 'packages/documents/src/testing/model/replicas.ts',
        text: 'seqs.length > 0,',
        becomes: 'seqs.length >= 0,',
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
