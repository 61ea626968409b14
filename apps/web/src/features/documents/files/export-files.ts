import 'server-only'
import { DomainError, database, listDocuments, readContent, type SignInHolder } from '@tandem/documents'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { lineEndingNamed, withLineEnding } from '#lib/line-endings.ts'
import { uniqueNames } from './unique-names.ts'

/** A document as a file has it: its lines end as its properties say. */
export async function fileOf(holder: SignInHolder, id: string): Promise<string> {
  const { text, properties } = await readContent(database(), holder, id)
  return withLineEnding(text, lineEndingNamed(properties.get('lineEnding')))
}

/** Documents that one may read: their ids and titles. */
export type Exported = { readonly id: string; readonly title: string }

/** Everything that somebody may open, the trash aside; null when that is more than `most`: an archive that lacks some would not say so. */
export async function everything({ userId }: SignInHolder, most: number): Promise<Exported[] | null> {
  const all: Exported[] = []
  let cursor: string | null = null
  do {
    const page = await listDocuments(database(), { userId }, { place: 'all', sort: 'title', limit: 100, cursor })
    all.push(...page.items.map(({ id, title }) => ({ id, title })))
    cursor = page.next
  } while (cursor !== null && all.length <= most)
  return all.length > most ? null : all
}

/** An archive of documents: one is read when the one before it has been taken. One that is gone meanwhile is left out. */
export function archiveOf(holder: SignInHolder, documents: readonly Exported[]): ReadableStream<Uint8Array> {
  const name = uniqueNames()
  const left = documents.values()
  let zip: Zip
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, part, last) => {
        if (error) return controller.error(error)
        controller.enqueue(part)
        if (last) controller.close()
      })
    },
    async pull() {
      for (const { id, title } of left) {
        let text: string
        try {
          text = await fileOf(holder, id)
        } catch (error) {
          if (error instanceof DomainError && error.code === 'not_found') continue
          throw error
        }
        const file = new ZipDeflate(name(title))
        zip.add(file)
        file.push(strToU8(text), true)
        return
      }
      zip.end()
    },
    cancel() {
      zip.terminate()
    },
  })
}
