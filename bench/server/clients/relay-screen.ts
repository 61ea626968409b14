import type { Screen, Shown } from './client.ts'
import { decodeKey, encodeKey } from './relayed-key.ts'

/** A screen of a relay, which merges nothing: it shows what comes, in the order in which everybody gets it. */
export class RelayScreen implements Screen {
  readonly #author = nextAuthor++
  readonly #shown: Shown
  readonly #send: (key: Uint8Array) => void
  readonly close: () => void
  #text = ''

  constructor(shown: Shown, send: (key: Uint8Array) => void, close: () => void) {
    this.#shown = shown
    this.#send = send
    this.close = close
  }

  take(key: Uint8Array): void {
    const { author, text } = decodeKey(key)
    const at = this.#text.length
    this.#text += text
    if (author !== this.#author) this.#shown(at, 0, text)
  }

  replace(_at: number, _removed: number, inserted: string): void {
    this.#send(encodeKey(this.#author, inserted))
  }

  text(): string {
    return this.#text
  }
}

/** Authors of a process are told apart by a number; the crowd shares one. */
let nextAuthor = 1
export const crowdAuthor = 0
