import { startRedis } from './redis.mjs'

/**
 * Vitest's global setup of the tests of many nodes: one Redis for all of them, gone afterwards, named by TEST_REDIS_URL.
 * When that or REDIS_URL is set already, that server is used.
 * @returns {Promise<(() => Promise<void>) | undefined>} the teardown
 */
export default async function setup() {
  const given = process.env.TEST_REDIS_URL || process.env.REDIS_URL
  if (given) {
    process.env.TEST_REDIS_URL = given
    return undefined
  }
  const redis = await startRedis()
  process.env.TEST_REDIS_URL = redis.url
  return async () => {
    delete process.env.TEST_REDIS_URL
    await redis.stop()
  }
}
