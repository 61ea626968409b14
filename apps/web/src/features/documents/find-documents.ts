import type { FindDocuments } from '#lib/use-found-documents.ts'
import { findDocumentsAction, findTextsAction } from './actions.ts'

/** Finds documents, on the server. */
export const findDocuments: FindDocuments = { byTitle: findDocumentsAction, byText: findTextsAction }
