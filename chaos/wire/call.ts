import { decodeChange, encodeChange } from '@tandem/crdt'
import type { Prng } from '@tandem/crdt/testing'
import { type Downstream, decodeDownstream, encodeUpstream, protocolVersion, unreachable } from '@tandem/protocol'
import { opcode, RawSocket, type UpgradeOptions } from '@tandem/protocol/testing/raw-socket'
import { origin } from '../world/world.ts'
import type { Attack, DoorAttack, SpokenAttack } from './attacks/attack.ts'
import { Speaker, type Speaking } from './speaker.ts'

/** What came of an attack on one connection. */
export type Outcome = {
  /** Frames that were sent of it; what only led up to it is not counted. */
  readonly frames: number
  /** What came back, in order: codes of errors, `taken` for a row in the log, how the connection ended. */
  readonly answers: readonly string[]
}

/** Where the attacks go, and who makes them. */
export type Target = { readonly port: number; readonly speaking: Speaking }

/**
 * Longer than a server waits for a word (5 s) or for a sign of life (10 s): whoever has heard nothing by then was
 * forgotten.
 */
const patienceMs = 20_000

/** The answer of those who were forgotten: what a server may never do. */
export const unanswered = 'NO ANSWER'

/** Carries one attack out, on a connection of its own, and waits until the server has said all that it has to say. */
export function call(attack: Attack, target: Target, random: Prng): Promise<Outcome> {
  return attack.stand === 'door' ? knock(attack, target, random) : new Call(target).carryOut(attack, random)
}

async function knock({ request }: DoorAttack, { port }: Target, random: Prng): Promise<Outcome> {
  const socket = new RawSocket(port, request(random))
  const isLate = await patiently(socket, () => socket.status !== null)
  const answer = isLate ? unanswered : socket.status === null ? 'cut' : `HTTP ${socket.status}`
  socket.end()
  return { frames: 1, answers: [answer] }
}

/** Waits; returns whether it was in vain. */
async function patiently(socket: RawSocket, holds: () => boolean): Promise<boolean> {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    socket.end()
  }, patienceMs)
  await socket.until(() => isLate || holds())
  clearTimeout(timer)
  return isLate
}

const secondHello = {
  kind: 'hello',
  protocolVersion,
  ticket: '',
  document: '',
  lastSeq: null,
  replicaTickets: [],
  newReplicas: 0,
  codings: [],
} as const

const connecting: UpgradeOptions = { headers: [`Origin: ${origin}`] }

/** A second `hello` ends a connection, whoever says it. */
const isFinal = (message: Downstream) => message.kind === 'error' && message.code === 'already_joined'

/** One connection, from the request to its end. */
class Call {
  readonly #target: Target
  readonly #speaker: Speaker
  readonly #socket: RawSocket
  readonly #heard: Downstream[] = []
  #decoded = 0
  /** A replica that writes nothing but the last word. */
  #lastReplica = 0

  constructor(target: Target) {
    this.#target = target
    this.#speaker = new Speaker(target.speaking)
    this.#socket = new RawSocket(target.port, connecting)
  }

  async carryOut(attack: SpokenAttack, random: Prng): Promise<Outcome> {
    const socket = this.#socket
    try {
      await socket.open()
      if (attack.stand !== 'connected') {
        const refusal = await this.#join()
        if (refusal !== null) return { frames: 0, answers: [refusal] }
      }
      let frames = 0
      for (; frames < attack.burst && !socket.closed; frames++) {
        const { opcode: kind, payload, options } = await attack.next(this.#speaker, random)
        socket.send(kind, payload, options)
      }
      const isLate = await patiently(socket, this.#lastWord(attack))
      return { frames, answers: this.#answersTo(attack, isLate) }
    } finally {
      socket.end()
    }
  }

  /** Says hello as an honest client does. Returns what came instead of a welcome, or null. */
  async #join(): Promise<string | null> {
    this.#send(encodeUpstream(await this.#speaker.hello()))
    const first = () => this.#listen().find(({ kind }) => kind === 'welcome' || kind === 'error')
    const isLate = await patiently(this.#socket, () => first() !== undefined)
    const answer = first()
    if (answer?.kind === 'error') return `not in: ${answer.code}`
    if (answer?.kind !== 'welcome') return isLate ? unanswered : 'not in: cut'
    const { document } = this.#target.speaking
    document.head = Math.max(document.head, answer.head)
    const [writing, last] = answer.replicas
    this.#speaker.doc.become(writing?.replica ?? 0)
    this.#lastReplica = last?.replica ?? 0
    return null
  }

  /**
   * Says something behind all the others that is always answered, so that everything before is decided by then. Returns how
   * to tell that it is.
   */
  #lastWord({ stand }: SpokenAttack): () => boolean {
    switch (stand) {
      case 'connected':
        // Whoever is not in yet is answered, or cut: a second word would only hide that.
        return () => this.#listen().length > 0
      case 'viewer':
        this.#send(encodeUpstream(secondHello))
        return () => this.#listen().some(isFinal)
      case 'editor': {
        // What a room decides is told after the commit: a change of another replica is decided behind all of them.
        const replica = this.#lastReplica
        const operations = [{ kind: 'set', key: 'last word', value: replica }] as const
        const payload = encodeChange({ replica, rseq: 1, lamport: 1, counter: 0, operations })
        this.#send(encodeUpstream({ kind: 'push', changes: [this.#speaker.mayBeTaken(payload)] }))
        return () => this.#rowsOf(replica) > 0
      }
      default:
        return unreachable(stand)
    }
  }

  #answersTo({ stand }: SpokenAttack, isLate: boolean): string[] {
    const answers: string[] = []
    for (const message of this.#listen()) {
      if (message.kind === 'error' && !(stand === 'viewer' && isFinal(message))) answers.push(message.code)
      if (message.kind === 'welcome' && stand === 'connected') answers.push('welcome')
    }
    for (let rows = this.#rowsOf(this.#speaker.replica); rows > 0; rows--) answers.push('taken')
    const { closed, closeCode } = this.#socket
    if (closed && answers.length === 0) answers.push(closeCode === null ? 'cut' : `closed ${closeCode}`)
    // A server that is asked to wait for says so once, and drops what comes behind: our last word, too.
    if (isLate)
      answers.push(answers.some((code) => code === 'busy' || code === 'rate_limited') ? 'held back' : unanswered)
    return answers
  }

  /** How many rows of a replica's were shown. */
  #rowsOf(replica: number): number {
    const rows = this.#listen().flatMap((message) => (message.kind === 'echo' ? message.rows : []))
    return rows.filter((row) => (row.kind === 'change' ? decodeChange(row.payload) : row).replica === replica).length
  }

  #send(frame: Uint8Array): void {
    this.#socket.send(opcode.binary, frame)
  }

  /** Everything that the server said so far. Throws when something of it can't be read. */
  #listen(): readonly Downstream[] {
    const { frames } = this.#socket
    for (; this.#decoded < frames.length; this.#decoded++) {
      const frame = frames[this.#decoded]
      // The first one is Socket.IO's own.
      if (frame && (frame[0] ?? 0) < 0x80) this.#heard.push(decodeDownstream(frame))
    }
    return this.#heard
  }
}
