/** A part that takes or gives something: its schema as text, null where there is none to show. */
export type ShownPart = { readonly label: string; readonly type: string; readonly schema: string | null }

/** An operation of the API, as the page shows it. */
export type ShownOperation = {
  readonly id: string
  readonly tag: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string | undefined
  readonly scope: string
  readonly parameters: readonly { readonly name: string; readonly place: string; readonly isRequired: boolean }[]
  readonly body: ShownPart | null
  readonly answers: readonly ShownPart[]
}
