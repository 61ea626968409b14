import { TandemDoc } from '@tandem/crdt'
import { type CreatedUser, createDocument } from '@tandem/db/factories'
import { readLog } from '@tandem/documents'
import type { ErrorCode } from '@tandem/protocol'
import { expect } from 'vitest'
import { settled, type TestServerOptions, testServer, until } from './test-server.ts'

/** pino's level of an error; what is below is a warning at most. */
const errorLevel = 50

/**
 * A server for many documents, one after another. In each are Alice, who owns it, and Bob, who may view it; both have it
 * open and behave. Mallory may edit it. A test does to it what it likes and then asks whether anybody was harmed.
 */
export async function hostileStage(options: TestServerOptions = {}) {
  const server = await testServer(options)
  const headOf = async (id: string) => (await readLog(server.db, id, { after: 0, limit: 1000 })).length

  return {
    server,
    /** A new document, and new people in it: nobody has used up anything yet. */
    async document() {
      const alice = await server.createUser('Alice')
      const bob = await server.createUser('Bob')
      const mallory = await server.createUser('Mallory')
      const people = [
        { userId: bob.id, role: 'viewer' as const },
        { userId: mallory.id, role: 'editor' as const },
      ]
      const { id } = await createDocument(server.db, { owner: alice, text: 'start', people })
      const [typing, watching] = [server.open(alice, id), server.open(bob, id)] as const
      for (const session of [typing, watching]) await settled(session)
      const head = await headOf(id)
      server.lines.length = 0
      let edits = 0
      return {
        id,
        alice,
        bob,
        mallory,
        /** The session of Alice, who types, and of Bob, who watches. */
        sessions: [typing, watching] as const,
        /** A connection of its own, joined, and a document that writes as its replica. */
        async join(user: CreatedUser) {
          const connection = server.connect()
          const welcome = await connection.hello(await server.ticketOf(user), id)
          if (welcome.kind !== 'welcome') throw new Error(JSON.stringify(welcome))
          const replica = welcome.replicas[0]?.replica ?? 0
          const doc = new TandemDoc()
          doc.become(replica)
          return { connection, replica, doc, welcome }
        },
        /**
         * Nobody was harmed: the log holds `rows` more than before, what Alice types arrives at Bob's, and the server
         * logged one line for each of `codes` (undefined: a line without one), and no error.
         */
        async isUnharmed(codes: readonly (ErrorCode | undefined)[], rows = 0): Promise<void> {
          expect(await headOf(id)).toBe(head + edits + rows)
          typing.edit([{ from: 0, to: 0, insert: '!' }])
          edits++
          await until(watching, () => watching.doc?.toString().startsWith('!'.repeat(edits)) === true)
          await settled(typing)
          expect(server.lines.map(({ code }) => code)).toEqual(codes)
          for (const line of server.lines) expect(line.level).toBeLessThan(errorLevel)
          server.lines.length = 0
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
    },
  }
}
