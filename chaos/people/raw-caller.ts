import { type Connection, socketIoTransport } from '@tandem/client'
import { type Downstream, decodeDownstream, encodeUpstream, protocolVersion, type Upstream } from '@tandem/protocol'
import { mintTicket } from '@tandem/protocol/ticket'
import { origin } from '../world/world.ts'
import type { Person } from './person.ts'

type Hello = Extract<Upstream, { kind: 'hello' }>

/** Somebody with a ticket who says what no client of ours would say. */
export class RawCaller {
  readonly #connection: Connection
  readonly #opened: Promise<boolean>
  readonly #over: Promise<void>
  #heard: Downstream[] = []
  #wake = () => {}
  #isOver = false

  constructor(url: string) {
    let opened: (isOpen: boolean) => void = () => {}
    let over = () => {}
    this.#opened = new Promise((resolve) => {
      opened = resolve
    })
    this.#over = new Promise((resolve) => {
      over = resolve
    })
    this.#connection = socketIoTransport(url, origin).open({
      opened: () => opened(true),
      frame: (frame) => {
        this.#heard.push(decodeDownstream(frame))
        this.#wake()
      },
      closed: () => {
        this.#isOver = true
        opened(false)
        over()
        this.#wake()
      },
    })
  }

  /** Says `hello`, with something changed in it, and returns what came back: a code, or what it was instead. */
  async hello(ticketSecret: string, person: Person, document: string, other: Partial<Hello> = {}): Promise<string> {
    const { id: userId, name, signInId: sessionId } = person
    const ticket = await mintTicket(ticketSecret, { userId, name, sessionId })
    if (!(await this.#opened)) return 'no connection'
    const ordinary = { lastSeq: null, replicaTickets: [], newReplicas: 1, codings: [] }
    this.say(encodeUpstream({ kind: 'hello', protocolVersion, ticket, document, ...ordinary, ...other }))
    while (!this.#isOver) {
      const answer = this.#heard.find(({ kind }) => kind === 'welcome' || kind === 'error')
      if (answer) return answer.kind === 'error' ? answer.code : answer.kind
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return 'cut'
  }

  /** Any bytes. */
  say(frame: Uint8Array): void {
    this.#connection.send(frame)
  }

  close(): void {
    this.#connection.close()
  }

  /** Resolves when the connection is over. */
  over(): Promise<void> {
    return this.#over
  }
}
