import type { ByteWriter } from '@tandem/crdt'
import { damaged, type Prng } from '@tandem/crdt/testing'
import { encodeUpstream, limits, protocolVersion } from '@tandem/protocol'
import { mintReplicaTicket, mintTicket } from '@tandem/protocol/ticket'
import type { Speaker } from '../speaker.ts'
import type { SpokenAttack } from './attack.ts'
import { binary, forged, message, noise, tags } from './words.ts'

const attack = (name: string, next: SpokenAttack['next']): SpokenAttack => ({
  stand: 'connected',
  name,
  burst: 1,
  next,
})

const otherSecret = 'a secret that nobody shares with us'

/** Greetings of people who are not who they say, want what they may not have, or say it in another tongue. */
export const helloAttacks: readonly SpokenAttack[] = [
  attack('hello: an honest one', async (speaker) => message(await speaker.hello())),
  attack('hello: no ticket', async (speaker, random) =>
    message({ ...(await speaker.hello()), ticket: random.pick(['', 'x', 'a.b.c', unsigned]) }),
  ),
  attack('hello: a forged ticket', async (speaker) =>
    message({ ...(await speaker.hello()), ticket: await mintTicket(otherSecret, speaker.holder) }),
  ),
  attack('hello: a ticket with a letter changed', async (speaker, random) => {
    const hello = await speaker.hello()
    const at = random.int(hello.ticket.length)
    const letter = hello.ticket[at] === 'A' ? 'B' : 'A'
    return message({ ...hello, ticket: hello.ticket.slice(0, at) + letter + hello.ticket.slice(at + 1) })
  }),
  attack('hello: a ticket for something else', async (speaker) => {
    const grant = { documentId: speaker.document.id, replica: 1, userId: speaker.person.id }
    return message({ ...(await speaker.hello()), ticket: await mintReplicaTicket(speaker.ticketSecret, grant) })
  }),
  attack('hello: a sign-in of somebody else', async (speaker) => {
    const ticket = await mintTicket(speaker.ticketSecret, { ...speaker.holder, sessionId: 'nobody' })
    return message({ ...(await speaker.hello()), ticket })
  }),
  attack('hello: somebody who does not exist', async (speaker) => {
    const ticket = await mintTicket(speaker.ticketSecret, { ...speaker.holder, userId: 'nobody' })
    return message({ ...(await speaker.hello()), ticket })
  }),
  attack('hello: a document of others', async (speaker) =>
    message({ ...(await speaker.hello()), document: speaker.foreignDocument }),
  ),
  attack('hello: no such document', async (speaker, random) =>
    message({ ...(await speaker.hello()), document: random.pick(noDocuments) }),
  ),
  attack('hello: another version', async (speaker, random) => {
    const version = random.pick([0, protocolVersion - 1, protocolVersion + 1, 65_535])
    return message({ ...(await speaker.hello()), protocolVersion: version })
  }),
  attack('hello: another version, and no more of it', (_, random) =>
    forged(tags.hello, (out) => {
      out.varint(protocolVersion + 1 + random.int(100))
      out.bytes(noise(random, random.int(50)))
    }),
  ),
  attack('hello: rows that are not there yet', async (speaker, random) =>
    message({ ...(await speaker.hello()), lastSeq: random.pick([10 ** 6, 2 ** 31, 2 ** 32, limits.maxSeq]) }),
  ),
  attack('hello: replicas of others', async (speaker, random) => {
    const replicaTickets = [await foreignReplica(speaker, random)]
    return message({ ...(await speaker.hello()), replicaTickets })
  }),
  attack('hello: more replicas than there may be', (speaker) =>
    forged(tags.hello, (out) => {
      helloStart(out, speaker.document.id)
      out.varint(limits.maxReplicaTickets + 1)
      out.bytes(new Uint8Array(limits.maxReplicaTickets + 1))
    }),
  ),
  attack('hello: too large', (_, random) =>
    binary(new Uint8Array(limits.maxHelloBytes + 1 + random.int(5_000)).fill(protocolVersion, 1, 2)),
  ),
  attack('hello: damaged', async (speaker, random) => {
    const frame = encodeUpstream(await speaker.hello())
    return binary(damaged(random, frame, frame))
  }),
  attack('hello: random bytes', (_, random) =>
    binary(Uint8Array.of(tags.hello, protocolVersion, ...noise(random, random.int(300)))),
  ),
  attack('no hello: a push', () => message({ kind: 'push', changes: [new Uint8Array(10)] })),
  attack('no hello: presence', () => message({ kind: 'presence', activity: 'active', selections: [], company: null })),
]

/** What a library that lets a token choose its algorithm would take. */
const unsigned = `${base64({ alg: 'none', typ: 'JWT' })}.${base64({ sub: 'nobody', name: 'Nobody', sid: 'x' })}.`

function base64(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

const noDocuments = ['', 'x', '../../etc/passwd', "' OR 1=1 --", '\u0000', '\u{1f600}'.repeat(16), 'a'.repeat(64)]

function helloStart(out: ByteWriter, document: string): void {
  out.varint(protocolVersion)
  out.string('')
  out.string(document)
  out.byte(0)
}

/** Proof of somebody else's replica, of one in another document, or forged. */
function foreignReplica({ person, document, foreignDocument, ticketSecret }: Speaker, random: Prng): Promise<string> {
  const mine = { documentId: document.id, replica: 1, userId: person.id }
  return random.pick([
    () => mintReplicaTicket(otherSecret, mine),
    () => mintReplicaTicket(ticketSecret, { ...mine, userId: document.owner.id }),
    () => mintReplicaTicket(ticketSecret, { ...mine, documentId: foreignDocument }),
  ])()
}
