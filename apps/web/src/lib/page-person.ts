/** The header in which a request of a page says for whom the page was made. */
export const personHeader = 'x-tandem-person'

/** What a page's root element carries: for whom it was made. Nothing of it: for somebody who is not signed in. */
export type PersonAttributes = { readonly 'data-person'?: string }

/** The attributes of the root element of somebody's page. */
export function personAttributes(userId: string | null): PersonAttributes {
  return userId === null ? {} : { 'data-person': userId }
}

/** What Next.js calls the root of a page that was not found, until the browser draws the one that came with it. */
const undrawnRoot = '__next_error__'

/**
 * Read once: when the router has the root drawn anew, what else there is on the page is still that of whom it was made for.
 * Undefined until the root is there.
 */
let person: string | null | undefined

/** For whom this page was made; null for nobody. */
export function pagePerson(): string | null {
  const root = document.documentElement
  if (person === undefined && root.id !== undrawnRoot) person = root.dataset.person ?? null
  return person ?? null
}

/** Says for whom this page is where the server did not know: it came without a network. */
export function makePageOf(personId: string): void {
  person = personId
}

/**
 * From now on whatever this page asks our own server for says for whom the page was made. All tabs of a browser have one
 * cookie: once somebody else has signed in, what is pressed on an older page would be done as them.
 */
export function sayWhosePage(): void {
  person = undefined
  pagePerson()
  const plainFetch = window.fetch.bind(window)
  // Server actions are sent by the router, which takes no headers of ours.
  window.fetch = (input, init) => {
    const request = input instanceof Request ? input : null
    const person = pagePerson()
    if (person === null || new URL(request?.url ?? input.toString(), location.href).origin !== location.origin)
      return plainFetch(input, init)
    const headers = new Headers(init?.headers ?? request?.headers)
    headers.set(personHeader, person)
    return plainFetch(input, { ...init, headers })
  }
}
