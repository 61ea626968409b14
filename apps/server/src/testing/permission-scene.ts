import { encodeChange, TandemDoc } from '@tandem/crdt'
import { type CreatedUser, createDocument } from '@tandem/db/factories'
import { readLog } from '@tandem/documents'
import { changeTo, type Standing } from '@tandem/documents/testing'
import type { Downstream, Role, Upstream } from '@tandem/protocol'
import { vi } from 'vitest'
import { isError, type RawConnection } from './raw-connection.ts'
import type { testServer } from './test-server.ts'

/** Alice's document, where Bob has a role or none, and what he says there. Alice is in it. */
export async function permissionScene(server: Awaited<ReturnType<typeof testServer>>, role: Role | null) {
  const [alice, bob] = [await server.createUser('Alice'), await server.createUser('Bob')]
  const people = role ? [{ userId: bob.id, role }] : []
  const { id: documentId } = await createDocument(server.db, { owner: alice, people })
  const parties = { documentId, alice, bob: { userId: bob.id, signInId: await server.signInOf(bob) } }
  const hello = async (person: CreatedUser, newReplicas: number) => {
    const connection = server.connect()
    return { connection, answer: await connection.hello(await server.ticketOf(person), documentId, { newReplicas }) }
  }
  const alices = (await hello(alice, 1)).connection
  return {
    documentId,
    alice,
    /** The statement that makes Bob stand there. */
    changeTo: (standing: Standing) => changeTo(parties, standing),
    /** Bob says hello. Without a replica: one is issued under the document's lock, which somebody may hold. */
    hello: async () => answerOf((await hello(bob, 0)).answer),
    /** Somebody without a ticket says hello. */
    helloWithoutTicket: async () => answerOf(await server.connect().hello('none', documentId)),
    /** Bob comes in, to say something. */
    async enter(): Promise<BobInside> {
      const { connection, answer } = await hello(bob, 1)
      return { documentId, connection, change: changeOf(answer), alices }
    },
    rows: async () => (await readLog(server.db, documentId, { after: 0, limit: 10 })).length,
  }
}

/** Bob in a document: his connection, the change that he has made there, and the connection of Alice. */
export type BobInside = {
  readonly documentId: string
  readonly connection: RawConnection
  readonly change: Uint8Array
  readonly alices: RawConnection
}

/** Something that is said in a document. */
export type Saying = {
  say(bob: BobInside): void
  /** Resolves when it is seen that it had its effect. */
  seen(bob: BobInside): Promise<unknown>
}

/** What Bob says who is in the document, and by what it is seen that he may. */
export function sayings(server: Awaited<ReturnType<typeof testServer>>) {
  return {
    push: {
      say: ({ connection, change }) => connection.send({ kind: 'push', changes: [change] }),
      seen: ({ connection }) => connection.next(({ kind }) => kind === 'echo'),
    },
    presence: {
      say: ({ connection }) => connection.send(somewhere),
      seen: ({ alices }) => alices.next(isIdle),
    },
    diverged: {
      say: ({ connection }) => connection.send({ kind: 'diverged', seq: 1, digest: 'another' }),
      seen: ({ documentId }) =>
        vi.waitUntil(
          () => server.lines.some(({ document, digest }) => document === documentId && digest === 'another'),
          {
            interval: 2,
            timeout: 10_000,
          },
        ),
    },
  } satisfies Record<Exclude<Upstream['kind'], 'hello'>, Saying>
}

/** What Bob is told who may not. */
export async function refusedWith({ connection }: BobInside): Promise<string> {
  const { code } = await connection.next(isError)
  return code
}

const somewhere: Upstream = { kind: 'presence', activity: 'idle', selections: [], company: null }

const isIdle = (message: Downstream) =>
  message.kind === 'presence' && [...message.peers, ...message.moved].some(({ activity }) => activity === 'idle')

function answerOf(message: Downstream): string {
  if (isError(message)) return message.code
  return message.kind === 'welcome' ? 'allowed' : message.kind
}

/** One change of a replica that has written nothing yet. */
function changeOf(welcome: Downstream): Uint8Array {
  const replica = welcome.kind === 'welcome' ? welcome.replicas[0]?.replica : undefined
  const doc = new TandemDoc()
  doc.become(replica ?? 1)
  return encodeChange(doc.edit([{ from: 0, to: 0, insert: 'by Bob' }]))
}
