import { type Clock, limits } from '@tandem/protocol'
import type { ClientConnection } from './client-connection.ts'
import type { Dispatch } from './dispatch.ts'
import type { Wire } from './wire.ts'

/** What is done with what they say. */
type Handling = Pick<Dispatch, 'receive' | 'greeted' | 'disconnected'>

/** Somebody who came in, as whoever carries the frames sees them. One object, no functions of its own: there are thousands. */
export class Visit {
  readonly connection: ClientConnection
  readonly #dispatch: Handling
  readonly #over: (visit: Visit) => void
  #cancelDeadline: (() => void) | null

  /** Ends it, over the wire, if `hello` has not come in time; `over` is called when the connection is gone. */
  constructor(
    connection: ClientConnection,
    dispatch: Handling,
    wire: Pick<Wire, 'end'>,
    clock: Clock,
    over: (visit: Visit) => void,
  ) {
    this.connection = connection
    this.#dispatch = dispatch
    this.#over = over
    this.#cancelDeadline = clock.after(limits.helloDeadlineMs, () => {
      this.#cancelDeadline = null
      wire.end('after-all')
    })
  }

  /** A frame came. Never throws. */
  receive(frame: unknown): void {
    this.#dispatch.receive(frame)
    if (this.#cancelDeadline && this.#dispatch.greeted) this.#endDeadline()
  }

  /** The connection is gone. */
  gone(): void {
    this.#endDeadline()
    this.#over(this)
    this.connection.gone()
    this.#dispatch.disconnected()
  }

  /** A timer for each of thousands of sessions that said hello long ago would be memory for nothing. */
  #endDeadline(): void {
    this.#cancelDeadline?.()
    this.#cancelDeadline = null
  }
}
