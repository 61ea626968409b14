/** Where all clients of ShareDB keep the text, and what it is: JSON with a string in it, ShareDB's own type. */
export const collection = 'documents'
export const field = 'text'

/** One component of an operation on the text (json0). */
export type Component = { readonly p: readonly [typeof field, number]; readonly si?: string; readonly sd?: string }

/** Replaces a piece of the text by another one. */
export function replacement(at: number, removed: string, inserted: string): readonly Component[] {
  return [
    ...(removed === '' ? [] : [{ p: [field, at], sd: removed } as const]),
    ...(inserted === '' ? [] : [{ p: [field, at], si: inserted } as const]),
  ]
}
