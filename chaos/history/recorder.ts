import { createHash } from 'node:crypto'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { HistoryLine, Seen } from './line.ts'

/** Writes a history as it happens, so that it is there also when the run is cut short. */
export class Recorder {
  readonly path: string
  readonly #lines: HistoryLine[] = []
  readonly #stream: WriteStream
  readonly #startedAt = performance.now()
  readonly #listeners = new Set<(line: HistoryLine) => void>()

  constructor(path: string) {
    this.path = path
    this.#stream = createWriteStream(path)
  }

  /** Everything that was recorded. */
  get lines(): readonly HistoryLine[] {
    return this.#lines
  }

  /** Milliseconds since the run began. */
  now(): number {
    return Math.round((performance.now() - this.#startedAt) * 10) / 10
  }

  /** Writes down what was seen, now or at `t`. */
  record(seen: Seen & { readonly t?: number }): void {
    const line: HistoryLine = { ...seen, t: seen.t ?? this.now() }
    this.#lines.push(line)
    this.#stream.write(`${JSON.stringify(line)}\n`)
    for (const listener of this.#listeners) listener(line)
  }

  /** Calls the listener with each line from now on; the returned function ends that. */
  listen(listener: (line: HistoryLine) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when the file is complete. */
  async close(): Promise<void> {
    this.#stream.end()
    await finished(this.#stream)
  }
}

/** Tells contents apart: 64 bits are enough for the millions of a run. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 11)
}
