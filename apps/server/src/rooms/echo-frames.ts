import type { LogRow } from '@tandem/documents'
import { type EchoMessage, encodeEchoRow, encodeEchoStart, type TypedRow } from '@tandem/protocol'

/** A row on its way to sessions. `typed`: its short form, when it has one and it is known. */
export type Row = Pick<LogRow, 'seq' | 'replica' | 'rseq' | 'userId' | 'payload'> & { readonly typed?: TypedRow | null }

/** What an echo says besides its rows; `at` in milliseconds since 1970. */
type EchoHead = { readonly firstSeq: number; readonly at: number; readonly authors: EchoMessage['authors'] }

/** What decides how a session gets an echo: the replicas that are its own, and the time of the echo before. */
type Receiver = { readonly replicas: readonly number[]; readonly toldAt: number }

/**
 * Rows as frames: encoded once, however many sessions they go to. Rows of a session's own go to it without their content,
 * which it has; all that wrote none of the rows share one frame.
 */
export class Echo {
  readonly #head: EchoHead
  readonly #rows: readonly Row[]
  /** All rows with their content, and where each ends. */
  readonly #body: Uint8Array
  readonly #ends: number[] = []
  readonly #writers = new Set<number>()
  /** Frames with this body, by the time that they go on from: nearly always one. */
  readonly #shared = new Map<number, Uint8Array>()

  /** Requires that receivers know a row before of each replica that `head` does not name. */
  constructor(head: EchoHead, rows: readonly Row[]) {
    this.#head = head
    this.#rows = rows
    const unknown = new Set(head.authors.map(({ replica }) => replica))
    const parts = rows.map(({ replica, payload, typed }) => {
      this.#writers.add(replica)
      const isFirst = unknown.delete(replica)
      return encodeEchoRow(isFirst || !typed ? { kind: 'change', payload } : typed)
    })
    let end = 0
    for (const part of parts) {
      end += part.length
      this.#ends.push(end)
    }
    this.#body = joined(parts, end)
  }

  /** The frame for one session. */
  frameFor({ replicas, toldAt }: Receiver): Uint8Array {
    for (const replica of replicas) if (this.#writers.has(replica)) return this.#frameOfAuthor(replicas, toldAt)
    let frame = this.#shared.get(toldAt)
    if (!frame) {
      const start = this.#startAfter(toldAt)
      frame = joined([start, this.#body], start.length + this.#body.length)
      this.#shared.set(toldAt, frame)
    }
    return frame
  }

  /** Own rows lose their content; what lies between them is copied as it is. */
  #frameOfAuthor(own: readonly number[], toldAt: number): Uint8Array {
    const start = this.#startAfter(toldAt)
    const parts = [start]
    let length = start.length
    let copied = 0
    const add = (part: Uint8Array) => {
      parts.push(part)
      length += part.length
    }
    for (const [at, { replica, rseq }] of this.#rows.entries()) {
      if (!own.includes(replica)) continue
      const begin = at === 0 ? 0 : (this.#ends[at - 1] ?? 0)
      if (begin > copied) add(this.#body.subarray(copied, begin))
      add(encodeEchoRow({ kind: 'own', replica, rseq }))
      copied = this.#ends[at] ?? 0
    }
    if (copied < this.#body.length) add(this.#body.subarray(copied))
    return joined(parts, length)
  }

  #startAfter(toldAt: number): Uint8Array {
    const { firstSeq, at, authors } = this.#head
    return encodeEchoStart({ firstSeq, since: at - toldAt, authors })
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** The authors of rows whose replica is not among the introduced ones; introduces them. */
export function introduce(rows: readonly Row[], introduced: Set<number>): EchoMessage['authors'] {
  const authors: { replica: number; userId: string }[] = []
  for (const { replica, userId } of rows) {
    if (introduced.has(replica)) continue
    introduced.add(replica)
    authors.push({ replica, userId })
  }
  return authors
}
