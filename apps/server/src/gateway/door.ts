import type { Clock } from '@tandem/protocol'
import type { EndOfTurn } from '../end-of-turn.ts'
import { Admission } from '../limits/admission.ts'
import { DocumentRate } from '../limits/document-rate.ts'
import { type DelayMeter, Overload } from '../limits/overload.ts'
import { SharedByKey } from '../limits/shared-by-key.ts'
import { Turns } from '../limits/turns.ts'
import { sentenceOf } from '../rooms/error-sentences.ts'
import { ClientConnection, type ConnectionParts, farewellMs } from './client-connection.ts'
import { Dispatch, type DispatchParts } from './dispatch.ts'
import { TurnEnd } from './outgoing.ts'
import { Visit } from './visit.ts'
import type { Wire } from './wire.ts'

/** What the door is made with: how it limits who comes in, it sees to itself. */
export type DoorParts = Omit<DispatchParts, 'admission' | 'documentRates' | 'joinTurns' | 'overload' | 'leaving'> & {
  readonly clock: Clock
  readonly endOfTurn: EndOfTurn
  /** How late this process is. */
  readonly delay: DelayMeter
}

/** How often it is looked whether readers take what they are sent. */
const readerCheckMs = 1_000

/** The door of a node: connections come in here, however they are carried. */
export class Door {
  /** How many there may be, and from where. */
  readonly admission: Admission
  readonly #parts: DoorParts
  readonly #dispatchParts: DispatchParts
  readonly #connectionParts: ConnectionParts
  readonly #overload: Overload
  readonly #connections = new Set<ClientConnection>()
  #refusing = false
  #nextId = 1
  #cancelCheck = () => {}
  readonly #over = ({ connection }: Visit) => {
    this.#parts.metrics.connections.dec()
    this.#connections.delete(connection)
  }

  constructor(parts: DoorParts) {
    const { limits, clock } = parts
    this.#parts = parts
    this.admission = new Admission(limits)
    this.#overload = new Overload(limits, clock, parts.delay)
    this.#connectionParts = { ...parts, turnEnd: new TurnEnd(parts.endOfTurn, parts.lease) }
    const documentRates = new SharedByKey(
      () => new DocumentRate(limits.documentChangesPerSecond),
      () => true,
    )
    const leaving = () => this.#refusing
    this.#dispatchParts = {
      ...parts,
      admission: this.admission,
      documentRates,
      joinTurns: new Turns(limits.joinsAtOnce),
      overload: this.#overload,
      leaving,
    }
    this.#checkReaders()
  }

  /** Whether nobody is let in any more. */
  get refusing(): boolean {
    return this.#refusing
  }

  /** Bytes that were sent and that their readers have not taken. */
  get unsentBytes(): number {
    return [...this.#connections].reduce((sum, { unsentBytes }) => sum + unsentBytes, 0)
  }

  /** A connection came up. It has some seconds to say `hello`. */
  enter(wire: Wire): Visit {
    const connection = new ClientConnection(wire, this.#nextId++, this.#connectionParts)
    const dispatch = new Dispatch(this.#dispatchParts, connection)
    this.#connections.add(connection)
    this.#parts.metrics.connections.inc()
    return new Visit(connection, dispatch, wire, this.#parts.clock, this.#over)
  }

  /** Lets nobody in any more. */
  refuseNew(): void {
    this.#refusing = true
  }

  /** Tells everybody who is left that the server leaves, and cuts them. */
  async close(): Promise<void> {
    this.#cancelCheck()
    this.#overload.close()
    // Those who are in no room: they have not said hello, or are on their way in or out.
    for (const connection of this.#connections) {
      connection.close({ kind: 'error', code: 'drain', message: sentenceOf('drain'), rseq: 0 })
    }
    // A connection stays open until its client had the time to hear why.
    if (this.#connections.size > 0) await new Promise<void>((resolve) => this.#parts.clock.after(farewellMs, resolve))
  }

  #checkReaders(): void {
    this.#cancelCheck = this.#parts.clock.after(readerCheckMs, () => {
      const now = this.#parts.clock.now()
      for (const connection of this.#connections) connection.checkReader(now)
      this.#checkReaders()
    })
  }
}
