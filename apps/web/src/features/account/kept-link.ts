const key = 'tandem-mailed-link'

/** What a mailed link holds, while who followed it signs in: kept in this tab, and told to no server. */
export const keptLink = {
  keep(token: string): void {
    try {
      sessionStorage.setItem(key, token)
    } catch {
      // Where the browser keeps nothing, they follow the link once more when they are signed in.
    }
  },

  /** Empty where none is kept. */
  get(): string {
    try {
      return sessionStorage.getItem(key) ?? ''
    } catch {
      return ''
    }
  },

  drop(): void {
    try {
      sessionStorage.removeItem(key)
    } catch {
      // Nothing was kept, either.
    }
  },
}
