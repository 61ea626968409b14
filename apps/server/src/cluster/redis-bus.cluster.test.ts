import { createClient } from '@redis/client'
import { expect } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { redisBehindProxy, testRedisUrl } from '../testing/test-nodes.ts'
import { busContract } from './bus-contract.ts'
import { redisBus } from './redis-bus.ts'

busContract('on Redis', async () => {
  const { proxy, url } = await redisBehindProxy()
  const logger = createLogger('silent')
  const A = redisBus(url, logger)
  const B = redisBus(url, logger)
  const stranger = await createClient({ url: testRedisUrl().href }).connect()
  return {
    A,
    B,
    shout: async (channel, message) => {
      await stranger.publish(channel, Buffer.from(message))
    },
    async cut() {
      await proxy.cut()
      await expect.poll(() => [A.connected, B.connected]).toEqual([false, false])
    },
    heal: () => proxy.heal(),
    async [Symbol.asyncDispose]() {
      stranger.destroy()
      await A.close()
      await B.close()
      await proxy[Symbol.asyncDispose]()
    },
  }
})
