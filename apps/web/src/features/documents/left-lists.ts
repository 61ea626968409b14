import type { DocumentPage } from './document-summary.ts'

/** A list as somebody left it: how much of it was loaded, where they were in it, and what had the focus. */
export type LeftList = {
  readonly list: DocumentPage
  /** The server's clock when its first page was loaded with the page. */
  readonly now: number
  readonly scrollY: number
  readonly focused: string | null
}

/** As many lists are kept: one goes back by a few, and each may be thousands of documents. */
const most = 4

/**
 * The lists that were left in this tab, so that whoever comes back finds them where they were: with the browser's back, or
 * from a document. In memory only: a page that is loaded anew begins at the top.
 */
export class LeftLists {
  readonly #lists = new Map<string, LeftList>()
  #last: string | null = null
  #travelledTo: string | null = null

  /** The browser goes back or forward to a page. */
  travel(path: string): void {
    this.#travelledTo = path
  }

  /** A list is there. It counts from now on, and not from when it is left: the next one asks before that. */
  arrive(key: string): void {
    this.#last = key
    this.#travelledTo = null
  }

  /** Remembers a list. `key` is whose it is, too: others may sign in in the same tab. */
  leave(key: string, list: LeftList): void {
    this.#lists.delete(key)
    this.#lists.set(key, list)
    const [oldest] = this.#lists.keys()
    if (this.#lists.size > most && oldest !== undefined) this.#lists.delete(oldest)
  }

  /** The list on the page at `path` as it was left, when the browser goes back there, or no other list was shown since. */
  comeBack(key: string, path: string): LeftList | null {
    return this.#travelledTo === path || this.#last === key ? (this.#lists.get(key) ?? null) : null
  }
}
