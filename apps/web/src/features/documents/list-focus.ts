/** How many stand beside each other. */
export function columnsOf(list: HTMLUListElement | null): number {
  const shown = list ? [...list.querySelectorAll<HTMLElement>(':scope > li')] : []
  return new Set(shown.map((item) => item.offsetLeft)).size || 1
}

/** Where a document is in its list, by what of it has the focus; -1 for something else. */
export function indexOfFocus(element: Element): number {
  return Number(element.closest('[data-index]')?.getAttribute('data-index') ?? -1)
}

/** Where the documents are in their list that are on the screen. */
export function indexesShown(list: HTMLUListElement | null): number[] {
  const items = list ? [...list.querySelectorAll<HTMLElement>(':scope > li[data-index]')] : []
  return items.flatMap((item) => {
    const { top, bottom } = item.getBoundingClientRect()
    return bottom > 0 && top < window.innerHeight ? [Number(item.dataset.index)] : []
  })
}

/** Gives a document the focus, when it is drawn; `id` when others may have taken its place by then. */
export function focusOn(list: HTMLUListElement | null, at: number, id?: string): boolean {
  const byId = id === undefined ? null : list?.querySelector<HTMLElement>(`[data-row="${id}"]`)
  const item = list?.querySelector<HTMLElement>(`:scope > li[data-index="${at}"]`)
  // What has no link, in the trash, has a box to select it.
  const target =
    byId ??
    item?.querySelector<HTMLElement>('[data-row]') ??
    item?.querySelector<HTMLElement>('[type=checkbox]') ??
    null
  target?.focus()
  return target !== null
}

/** Frames within which a long list has drawn what was scrolled to. */
const patience = 20

/** The same with one that is only drawn when the list has seen that it was scrolled; `done` when it has it, or does not come. */
export function focusSoon(list: HTMLUListElement | null, at: number, done = () => {}, frames = patience): void {
  if (focusOn(list, at) || frames === 0) done()
  else requestAnimationFrame(() => focusSoon(list, at, done, frames - 1))
}
