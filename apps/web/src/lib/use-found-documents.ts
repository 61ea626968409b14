import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { paths } from './paths.ts'
import type { Result } from './result.ts'

/** Finds documents to go to: by what is typed of their titles, or the last ones when nothing is; and by what they say. */
export type FindDocuments = {
  readonly byTitle: (input: {
    query: string
  }) => Promise<Result<{ documents: readonly { readonly id: string; readonly title: string }[] }>>
  readonly byText: (input: { query: string }) => Promise<Result<{ documents: readonly FoundDocument[] }>>
}

/** A document with the lines in which something was found. */
type FoundDocument = {
  readonly id: string
  readonly title: string
  readonly lines: readonly {
    readonly line: number
    readonly pieces: readonly { readonly text: string; readonly found: boolean }[]
  }[]
}

/** What is found under one heading. */
type Found = {
  readonly title: string
  readonly failed: string
  readonly find: (query: string) => Promise<
    readonly {
      readonly id: string
      readonly label: string
      readonly lines?: FoundDocument['lines']
      readonly onChoose: () => void
    }[]
  >
}

/**
 * Documents for a palette: by their titles under the one heading, by their texts under the other; and what is said when they
 * can’t be asked for.
 */
export function useFoundDocuments(
  { byTitle, byText }: FindDocuments,
  words: { readonly titles: string; readonly texts: string; readonly failed: string },
): readonly Found[] {
  const router = useRouter()
  const { titles, texts, failed } = words
  return useMemo(() => {
    const open = (id: string) => () => router.push(paths.document(id))
    return [
      {
        title: titles,
        failed,
        async find(query: string) {
          const found = await byTitle({ query })
          if (!found.ok) throw new Error(found.message)
          return found.documents.map(({ id, title }) => ({ id: `title ${id}`, label: title, onChoose: open(id) }))
        },
      },
      {
        title: texts,
        failed,
        async find(query: string) {
          if (query === '') return []
          const found = await byText({ query })
          if (!found.ok) throw new Error(found.message)
          return found.documents.map(({ id, title, lines }) => ({
            id: `text ${id}`,
            label: title,
            lines,
            onChoose: open(id),
          }))
        },
      },
    ]
  }, [byTitle, byText, titles, texts, failed, router])
}
