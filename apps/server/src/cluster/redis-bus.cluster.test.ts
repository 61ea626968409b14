import { createClient } from '@redis/client'
import { expect } from 'vitest'
import { createLogger } from '../observability/logger.ts'
import { cuttableProxy } from '../testing/cuttable-proxy.ts'
import { busContract } from './bus-contract.ts'
import { redisBus } from './redis-bus.ts'

busContract('on Redis', async () => {
  const url = process.env.TEST_REDIS_URL
  if (!url) throw new Error('TEST_REDIS_URL is not set: run the tests through `npm test` or the root vitest.config.ts')
  const redis = new URL(url)
  const proxy = await cuttableProxy(redis.hostname, Number(redis.port || 6379))
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(proxy.port)
  const logger = createLogger('silent')
  const A = redisBus(through.href, logger)
  const B = redisBus(through.href, logger)
  const stranger = await createClient({ url }).connect()
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
