import { DecodeError } from '@tandem/crdt'
import fc from 'fast-check'
import { decodeDownstream, decodeUpstream, encodeDownstream, encodeUpstream } from '../frame.ts'
import { decodeNodeMessage, encodeNodeMessage, type NodeMessageBody } from '../node-message.ts'
import { arbitraryDownstream, arbitraryUpstream } from '../testing/index.ts'
import {
  InvalidTicket,
  mintReplicaTicket,
  mintTicket,
  type ReplicaGrant,
  type TicketHolder,
  verifyReplicaTicket,
  verifyTicket,
} from '../ticket.ts'

/** What can be read from bytes that somebody else sent. */
export const decoders = ['upstream frame', 'downstream frame', 'node message', 'ticket', 'replica ticket'] as const

/** The name of a decoder. */
export type DecoderName = (typeof decoders)[number]

/** What became of bytes. */
export type Fate = 'refused' | 'read'

const secret = 'a secret that only this test knows of'
const holder: TicketHolder = { userId: 'alice', name: 'Alice', sessionId: 'a sign-in' }
const grant: ReplicaGrant = { documentId: 'a document', replica: 7, userId: 'alice' }
/** Of each kind of message. */
const samples = 40

/** Bytes that encoders have written, for every decoder. */
export async function writtenBytes(seed: number): Promise<Readonly<Record<DecoderName, readonly Uint8Array[]>>> {
  const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.sample(arbitrary, { seed, numRuns: samples })
  const ticket = new TextEncoder().encode(await mintTicket(secret, holder))
  const replicaTicket = new TextEncoder().encode(await mintReplicaTicket(secret, grant))
  const downstream = some(arbitraryDownstream())
  const peers = downstream.flatMap((message) => (message.kind === 'presence' ? message.peers : []))
  const bodies: readonly NodeMessageBody[] = [
    { kind: 'hint', seq: seed },
    { kind: 'presence', peers: peers.slice(0, 3), left: [1, seed] },
    { kind: 'ask' },
    { kind: 'gone' },
    { kind: 'recheck' },
  ]
  return {
    'upstream frame': some(arbitraryUpstream()).map(encodeUpstream),
    'downstream frame': downstream.map(encodeDownstream),
    'node message': bodies.map((body) => encodeNodeMessage({ node: `node ${seed % 10}`, body })),
    ticket: [ticket, replicaTicket],
    'replica ticket': [replicaTicket, ticket],
  }
}

/**
 * Gives bytes to a decoder. They must be refused with the error that its callers expect, or be a value that is written in the
 * same bytes; of a signed one: the very thing that was signed. Rejects when neither holds.
 */
export async function tryDecoder(name: DecoderName, bytes: Uint8Array): Promise<Fate> {
  try {
    const isSame = await readsTheSame[name](bytes)
    if (isSame) return 'read'
  } catch (error) {
    if (error instanceof DecodeError || error instanceof InvalidTicket) return 'refused'
    throw new Error(`the ${name} ${hexOf(bytes)}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  throw new Error(`the ${name} ${hexOf(bytes)} is read, but written in other bytes`)
}

const readsTheSame: Readonly<Record<DecoderName, (bytes: Uint8Array) => boolean | Promise<boolean>>> = {
  'upstream frame': (bytes) => areEqual(encodeUpstream(decodeUpstream(bytes)), bytes),
  'downstream frame': (bytes) => areEqual(encodeDownstream(decodeDownstream(bytes)), bytes),
  'node message': (bytes) => areEqual(encodeNodeMessage(decodeNodeMessage(bytes)), bytes),
  ticket: async (bytes) => {
    const read = await verifyTicket(secret, new TextDecoder().decode(bytes))
    return read.userId === holder.userId && read.name === holder.name && read.sessionId === holder.sessionId
  },
  'replica ticket': async (bytes) => {
    const read = await verifyReplicaTicket(secret, new TextDecoder().decode(bytes))
    return read.documentId === grant.documentId && read.replica === grant.replica && read.userId === grant.userId
  },
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
