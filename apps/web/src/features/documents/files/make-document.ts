import 'server-only'
import {
  createDocument,
  database,
  deleteDocument,
  replaceText,
  type SignInHolder,
  setProperty,
  trashDocument,
} from '@tandem/documents'
import type { LineEnding } from '#lib/line-endings.ts'

/** A document to make, with what is in it from the beginning. */
export type NewDocument = {
  readonly title: string
  readonly text: string
  readonly lineEnding?: LineEnding
}

/** Makes a document with a text: all of it, or nothing. Throws as `createDocument` and `replaceText`. */
export async function makeDocument(
  holder: SignInHolder,
  { title, text, lineEnding = 'lf' }: NewDocument,
): Promise<{ id: string }> {
  const db = database()
  const { id } = await createDocument(db, holder, { title })
  try {
    if (lineEnding !== 'lf') await setProperty(db, holder, id, { key: 'lineEnding', value: lineEnding })
    if (text !== '') await replaceText(db, holder, id, { base: null, text })
  } catch (error) {
    // Also when the sign-in has ended meanwhile, perhaps just therefore.
    const maker = { userId: holder.userId }
    await trashDocument(db, maker, id)
    await deleteDocument(db, maker, id)
    throw error
  }
  return { id }
}
