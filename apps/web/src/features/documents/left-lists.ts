import type { DocumentPage } from './document-summary.ts'

/**
 * Lists as they were left, as far as somebody had come in them. Only for going back: the browser scrolls to where they were
 * if the list is as long as it was. In memory, so they are gone with the page: signing in and out are loads of another.
 */
const left = new Map<string, DocumentPage>()

let goesBack = false
let watches = false

/** Keeps how a list is now. */
export function keepList(key: string, list: DocumentPage): void {
  watch()
  left.set(key, list)
}

/** How a list was when it was left; null for whoever does not come back to it. */
export function leftList(key: string): DocumentPage | null {
  return goesBack ? (left.get(key) ?? null) : null
}

/** Something went from one list to another: none of them is as it was. */
export function forgetLists(): void {
  left.clear()
}

// Whoever follows a link presses something before; going back may begin with a press, too, but ends with this event.
function watch(): void {
  if (watches) return
  watches = true
  const onPress = () => {
    goesBack = false
  }
  window.addEventListener('pointerdown', onPress, { capture: true })
  window.addEventListener('keydown', onPress, { capture: true })
  // Before the router, which draws the page at once.
  const onBack = () => {
    goesBack = true
  }
  window.addEventListener('popstate', onBack, { capture: true })
}
