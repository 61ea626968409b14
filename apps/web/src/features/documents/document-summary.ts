import type { Role } from '@tandem/protocol'

/** A document as a list shows it. Plain data, so that it travels to the browser. Times are milliseconds. */
export type DocumentSummary = {
  readonly id: string
  readonly title: string
  readonly role: Role
  readonly owner: { readonly id: string; readonly name: string; readonly hue: number; readonly isYou: boolean }
  readonly createdAt: number
  readonly editedAt: number
  /** Null when one never opened it. */
  readonly openedAt: number | null
  readonly trashedAt: number | null
  /** How many have access, you included. */
  readonly people: number
  readonly starred: boolean
  /** Your own. */
  readonly tags: readonly string[]
  /** How its text begins. */
  readonly opening: string
  /** Others who have it open, as of some seconds ago. */
  readonly here: readonly { readonly id: string; readonly name: string; readonly hue: number }[]
  readonly mayRename: boolean
  readonly mayTrash: boolean
  readonly mayShare: boolean
}

/** One page of a list, and where the next one starts. */
export type DocumentPage = { readonly items: readonly DocumentSummary[]; readonly next: string | null }

/** The first page of a list as it is now, and of the documents that were asked about those that are behind it. */
export type FreshPage = DocumentPage & { readonly shown: readonly DocumentSummary[] }
