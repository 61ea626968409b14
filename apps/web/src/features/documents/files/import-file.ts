import 'server-only'
import { DomainError, type SignInHolder } from '@tandem/documents'
import { lineEndingOf } from '#lib/line-endings.ts'
import { readText } from '#lib/read-text.ts'
import { maxTextBytes } from './file-limits.ts'
import { makeDocument } from './make-document.ts'
import { messages } from './messages.ts'
import { type NamedFile, unpack } from './unpack.ts'

/** What became of a file: documents that were made of it, and what in it could not be taken, with the reason. */
export type Imported = {
  readonly made: readonly { readonly id: string; readonly title: string }[]
  readonly refused: readonly { readonly name: string; readonly reason: string }[]
}

/**
 * Makes a document of a text, and one of each text in an archive. What can't be taken keeps nothing else from it; what can't be
 * gone on with is thrown, unless something was made before that: then it is told of the rest, so that nobody brings all of it again.
 */
export async function importFile(holder: SignInHolder, { name, bytes }: NamedFile): Promise<Imported> {
  const files = /\.zip$/i.test(name) ? unpack(bytes) : [{ name, bytes }]
  if (typeof files === 'string') return { made: [], refused: [{ name, reason: messages.archive[files] }] }
  const made: { id: string; title: string }[] = []
  const refused: { name: string; reason: string }[] = []
  for (const [at, file] of files.entries()) {
    const title = titleOf(file.name)
    try {
      const outcome = await take(holder, title, file.bytes)
      if (typeof outcome === 'string') refused.push({ name: title, reason: outcome })
      else made.push({ id: outcome.id, title })
    } catch (error) {
      if (made.length === 0 || !(error instanceof DomainError)) throw error
      for (const { name } of files.slice(at)) refused.push({ name: titleOf(name), reason: error.message })
      break
    }
  }
  return { made, refused }
}

/** Makes one document, or says why not. */
async function take(holder: SignInHolder, title: string, bytes: Uint8Array): Promise<{ id: string } | string> {
  if (bytes.length > maxTextBytes) return messages.tooLarge
  const content = readText(bytes)
  if (content.kind === 'not a text') return messages.notText[content.reason]
  try {
    return await makeDocument(holder, { title, text: content.text, lineEnding: lineEndingOf(content.text) ?? 'lf' })
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'too_large' || error.code === 'document_full'))
      return messages.tooLarge
    if (error instanceof DomainError && error.code === 'bad_request') return error.message
    throw error
  }
}

/** A file's name as a title: one line, without what orders other text around, not longer than a title. */
function titleOf(name: string): string {
  const line = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim()
  return Array.from(line).slice(0, 200).join('') || 'Untitled'
}
