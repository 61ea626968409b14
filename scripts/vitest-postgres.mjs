import { startPostgres } from './postgres.mjs'
import { temporaryData } from './temporary-data.mjs'

/**
 * Vitest's global setup of the tests on a real PostgreSQL: one cluster for all of them, gone afterwards. They find its
 * maintenance database in TEST_DATABASE_URL and make databases of their own. When it is set already, that server is used.
 * @returns {Promise<(() => Promise<void>) | undefined>} the teardown
 */
export default async function setup() {
  if (process.env.TEST_DATABASE_URL) return undefined
  const data = temporaryData()
  const postgres = await startPostgres({ dataDir: data.folder })
  process.env.TEST_DATABASE_URL = postgres.url('postgres')
  return async () => {
    delete process.env.TEST_DATABASE_URL
    await postgres.stop()
    await data.remove()
  }
}
