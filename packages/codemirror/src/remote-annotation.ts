import { Annotation, Transaction, type TransactionSpec } from '@codemirror/state'

/** Marks a transaction that shows what the session already has, so that it is not sent back to the session. */
const fromSession = Annotation.define<true>()

/** The ids of the people who wrote what a transaction shows. */
export const remoteAuthors = Annotation.define<readonly string[]>()

/** Whether the transaction shows what the session already has. */
export function isFromSession(transaction: Transaction): boolean {
  return transaction.annotation(fromSession) === true
}

/**
 * Makes a transaction spec one that shows what the session already has: it is not sent back, it is not mine to undo (the
 * history only maps my own steps through it), and no filter of the editor may change it.
 */
export function asFromSession(spec: TransactionSpec, authors: readonly string[] = []): TransactionSpec {
  return {
    ...spec,
    annotations: [
      fromSession.of(true),
      remoteAuthors.of(authors),
      Transaction.remote.of(true),
      Transaction.addToHistory.of(false),
    ],
    filter: false,
  }
}
