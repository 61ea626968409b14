import { paths } from '#lib/paths.ts'
import { rescueMessages } from './rescue-messages.ts'

/** What came of it: a new document of mine, or why there is none. */
export type SavedCopy = { readonly id: string } | { readonly problem: string }

/** Makes a document of mine out of a text that can't go where it belongs. */
export async function saveCopy(title: string, text: string): Promise<SavedCopy> {
  try {
    const response = await fetch(`${paths.import}?${new URLSearchParams({ name: rescueMessages.copyTitle(title) })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: text,
    })
    const answer: unknown = await response.json()
    if (!response.ok) return { problem: String(Object(answer).title) }
    const { made, refused }: { readonly made?: unknown; readonly refused?: unknown } = Object(answer)
    const [id, reason] = [Object(firstOf(made)).id, Object(firstOf(refused)).reason]
    return typeof id === 'string'
      ? { id }
      : { problem: typeof reason === 'string' ? reason : rescueMessages.copyFailed }
  } catch {
    return { problem: rescueMessages.copyFailed }
  }
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined
}
