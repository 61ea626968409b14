import type { Clock } from '@tandem/protocol'
import type { Logger } from '../observability/logger.ts'
import { CatchUp } from './catch-up.ts'
import type { Cluster, LinkedRoom, RoomLink } from './cluster.ts'

/** Until the log is asked again that could not be read. */
const againMs = 500

type SoleParts = { readonly clock: Clock; readonly logger: Logger }

/**
 * The only node there is. Nobody else has rooms, but programs write too, through the web app: the database tells of it as
 * it tells of access, and then the room looks into the log. It does so as well when it is not sure of having told all that
 * was written here: nothing else finds that before the next write.
 */
export function soleNode(parts: SoleParts): Cluster {
  return { link: (documentId, room) => new SoleLink(parts, documentId, room), close: async () => {} }
}

/** What hardly any room ever needs is made when it does: there are thousands. */
class SoleLink implements RoomLink {
  readonly #parts: SoleParts
  readonly #documentId: string
  readonly #room: LinkedRoom
  #catchUp: CatchUp | null = null
  #cancel: (() => void) | null = null
  #closed = false
  /** What fails again and again is written down once. */
  #toldFailure = false

  constructor(parts: SoleParts, documentId: string, room: LinkedRoom) {
    this.#parts = parts
    this.#documentId = documentId
    this.#room = room
  }

  committed(): void {}

  told(): void {}

  accessChanged(): void {
    this.missed()
  }

  missed(): void {
    this.#toldFailure = false
    this.#catchUp ??= new CatchUp(this.#room, (error) => this.#failed(error))
    this.#catchUp.look()
  }

  close(): void {
    this.#closed = true
    this.#cancel?.()
  }

  #failed(error: unknown): void {
    if (this.#closed) return
    const { clock, logger } = this.#parts
    if (!this.#toldFailure) logger.warn({ err: error, document: this.#documentId }, 'looking into the log failed')
    this.#toldFailure = true
    this.#cancel?.()
    this.#cancel = clock.after(againMs, () => this.#catchUp?.look())
  }
}
