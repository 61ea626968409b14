/** Which documents are selected, and from which one a range goes on. */
export type Selection = { readonly ids: ReadonlySet<string>; readonly anchor: string | null }

/** Nothing is selected. */
export const noSelection: Selection = { ids: new Set(), anchor: null }

/** With one more, or one less. */
export function toggled({ ids }: Selection, id: string): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** With everything from the one that was selected last up to this one, in the order of the list. */
export function extended(selection: Selection, list: readonly string[], id: string): Selection {
  const from = selection.anchor === null ? -1 : list.indexOf(selection.anchor)
  const to = list.indexOf(id)
  if (from < 0 || to < 0) return toggled(noSelection, id)
  const range = list.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor }
}

/** With all of the list, or with nothing when all of it was selected. */
export function allToggled({ ids }: Selection, list: readonly string[]): Selection {
  return list.every((id) => ids.has(id)) ? noSelection : { ids: new Set(list), anchor: list[0] ?? null }
}

/** What of it is still there. */
export function kept({ ids, anchor }: Selection, list: readonly string[]): Selection {
  const here = new Set(list)
  return { ids: new Set([...ids].filter((id) => here.has(id))), anchor }
}
