const key = 'tandem-verification-told'
const listeners = new Set<() => void>()
let current: string | null | undefined

/** Whom this device has told that their address is not confirmed: an id, or null. Before the page is there, undefined. */
export const verificationTold = {
  get(): string | null {
    if (current === undefined) current = read()
    return current
  },

  getOnServer: (): undefined => undefined,

  set(userId: string): void {
    current = userId
    try {
      localStorage.setItem(key, userId)
    } catch {
      // Where the browser keeps nothing, they are told again on the next page.
    }
    for (const listener of listeners) listener()
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

function read(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
