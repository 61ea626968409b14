import type { Session, Transport } from '@tandem/client'
import { createSession, socketIoTransport } from '@tandem/client'
import { type CuttableProxy, cuttableProxy } from './cuttable-proxy.ts'
import { testServer } from './test-server.ts'

type Node = Awaited<ReturnType<typeof testServer>>

/** What ties the nodes of a test together. */
export type Tie = 'redis' | 'nothing'

/**
 * Two nodes on one database, with a real Redis between them that a test can take away, or with nothing but the database.
 * Gone at the end of the `await using` scope.
 */
export async function testNodes(tie: Tie = 'redis') {
  const redis = tie === 'redis' ? await redisBehindProxy() : null
  const env: Record<string, string> = { CLUSTER: 'many', ...(redis ? { REDIS_URL: redis.url } : {}) }
  const A = await testServer({ env })
  const B = await testServer({ env, shares: A.db })
  const roaming: Session[] = []
  return {
    A,
    B,
    redis: redis?.proxy,
    /** A session that comes to the other node each time it connects, as behind a proxy that takes turns. */
    open(user: { readonly id: string; readonly name: string }, documentId: string): Session {
      const session = createSession({
        url: A.url,
        documentId,
        ticket: () => A.ticketOf(user),
        transport: takingTurns([A, B], roaming.length),
      })
      roaming.push(session)
      return session
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(roaming.map((session) => session.close()))
      await B[Symbol.asyncDispose]()
      await A[Symbol.asyncDispose]()
      await redis?.proxy[Symbol.asyncDispose]()
    },
  }
}

function takingTurns(nodes: readonly Node[], first: number): Transport {
  const transports = nodes.map(({ url, origin }) => socketIoTransport(url, origin))
  let turn = first
  return {
    open(events) {
      const transport = transports[turn++ % transports.length]
      if (!transport) throw new Error('there is no node')
      return transport.open(events)
    },
  }
}

/** The Redis of the test run, as `TEST_REDIS_URL` names it. */
export function testRedisUrl(): URL {
  const url = process.env.TEST_REDIS_URL
  if (!url) throw new Error('TEST_REDIS_URL is not set: run the tests through `npm test` or the root vitest.config.ts')
  return new URL(url)
}

/** The Redis of the test run, behind something that can be cut. */
export async function redisBehindProxy(): Promise<{ readonly proxy: CuttableProxy; readonly url: string }> {
  const url = testRedisUrl()
  const proxy = await cuttableProxy(url.hostname, Number(url.port || 6379))
  url.hostname = '127.0.0.1'
  url.port = String(proxy.port)
  return { proxy, url: url.href }
}
