/** Where a browser keeps it. */
export const personKey = 'tandem-person'

/** Who is signed in on this device, for pages that come without a network. */
export type ThisPerson = { readonly id: string; readonly name: string }

/** Keeps who is signed in, until they sign out. */
export function rememberPerson({ id, name }: ThisPerson): void {
  try {
    localStorage.setItem(personKey, JSON.stringify({ id, name }))
  } catch {
    // Where the browser keeps nothing there is nothing to open without a network either.
  }
}

/** Who is signed in here; null when nobody is known to be. */
export function recallPerson(): ThisPerson | null {
  try {
    return personOf(JSON.parse(localStorage.getItem(personKey) ?? 'null'))
  } catch {
    return null
  }
}

/** Nobody is signed in any more. */
export function forgetPerson(): void {
  localStorage.removeItem(personKey)
}

function personOf(value: unknown): ThisPerson | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return null
  const { id, name } = value
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null
}
