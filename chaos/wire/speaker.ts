import { type Change, DecodeError, encodeChange, TandemDoc } from '@tandem/crdt'
import { versionOf } from '@tandem/crdt/diff'
import { type Prng, randomChange } from '@tandem/crdt/testing'
import { decodeUpstream, protocolVersion, type Upstream } from '@tandem/protocol'
import { mintTicket, type TicketHolder } from '@tandem/protocol/ticket'
import type { Person } from '../people/person.ts'
import type { Word } from './attacks/words.ts'
import type { WireDocument } from './stage.ts'

/** A `hello`, as clients send it. */
export type Hello = Extract<Upstream, { kind: 'hello' }>

/** Who speaks, and where. */
export type Speaking = {
  readonly person: Person
  readonly document: WireDocument
  /** A document in which this person has no role. */
  readonly foreignDocument: string
  readonly ticketSecret: string
  /** Hears of every change that the log may take of this person. */
  readonly sent: (payload: Uint8Array) => void
}

/** Somebody with a login, and what they need to say things that are nearly right. */
export class Speaker {
  readonly person: Person
  readonly document: WireDocument
  readonly foreignDocument: string
  readonly ticketSecret: string
  /** What they wrote on this connection: changes of it are right, on top of any log. */
  readonly doc = new TandemDoc()
  readonly #sent: (payload: Uint8Array) => void
  #last: Uint8Array | null = null

  constructor({ person, document, foreignDocument, ticketSecret, sent }: Speaking) {
    this.person = person
    this.document = document
    this.foreignDocument = foreignDocument
    this.ticketSecret = ticketSecret
    this.#sent = sent
  }

  /** What an honest ticket of theirs says. */
  get holder(): TicketHolder {
    const { id: userId, name, signInId: sessionId } = this.person
    return { userId, name, sessionId }
  }

  /** The replica that they write as; 0 before they have one. */
  get replica(): number {
    return this.doc.replica ?? 0
  }

  /** The last honest change; null when there is none. */
  get last(): Uint8Array | null {
    return this.#last
  }

  /** The `hello` that an honest client of theirs would send. */
  async hello(): Promise<Hello> {
    return {
      kind: 'hello',
      protocolVersion,
      ticket: await mintTicket(this.ticketSecret, this.holder),
      document: this.document.id,
      lastSeq: this.document.head,
      replicaTickets: [],
      newReplicas: 2,
      codings: [],
    }
  }

  /** The next change of theirs, as an honest client makes it. */
  honest(random: Prng): Uint8Array {
    this.#last = encodeChange(randomChange(random, this.doc))
    return this.#last
  }

  /** A change that could come next, to be made wrong: it is not counted as made. */
  spareChange(): Change {
    const { doc, replica } = this
    const counter = versionOf(doc).next(replica)
    const operations = [{ kind: 'insert', left: null, right: null, text: 'spare' }] as const
    return { replica, rseq: doc.rseqOf(replica) + 1, lamport: doc.lamport + 1, counter, operations }
  }

  /** Says that the log may take this change of theirs. Returns it. */
  mayBeTaken(payload: Uint8Array): Uint8Array {
    this.#sent(payload)
    return payload
  }

  /** Says that the log may take whatever changes are in this word, if it is a push at all. Returns it. */
  mayHold(word: Word): Word {
    for (const payload of changesIn(Buffer.from(word.payload))) this.#sent(payload)
    return word
  }
}

function changesIn(frame: Uint8Array): readonly Uint8Array[] {
  try {
    const message = decodeUpstream(frame)
    return message.kind === 'push' ? message.changes : []
  } catch (error) {
    if (error instanceof DecodeError) return []
    throw error
  }
}
