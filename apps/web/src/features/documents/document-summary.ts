import type { Role } from '@tandem/protocol'

/** A document as a list shows it. Plain data, so that it travels to the browser. Times are milliseconds. */
export type DocumentSummary = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly owner: { readonly name: string; readonly hue: number; readonly isYou: boolean }
  readonly editedAt: number
  readonly trashedAt: number | null
  /** How many have access, you included. */
  readonly people: number
  readonly mayRename: boolean
  readonly mayTrash: boolean
}

/** One page of a list, and where the next one starts. */
export type DocumentPage = { readonly items: readonly DocumentSummary[]; readonly next: string | null }
