import { join } from 'node:path'
import { takeLock } from './lock-file.mjs'
import { ensureDatabase, runningPostgres, startPostgres } from './postgres.mjs'

/** The name of the application's database in the embedded cluster. */
export const databaseName = 'tandem'

/**
 * The file that whoever runs a data folder holds.
 * @param {string} dataDir
 */
export const dataLockFile = (dataDir) => join(dataDir, 'lock')

/**
 * The database that a command works on: the one DATABASE_URL names, else the embedded one, which is borrowed from a running
 * `npm start`, or started for as long as the command runs.
 * @param {{ dataDir: string, databaseUrl?: string | undefined }} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function openDatabase({ dataDir, databaseUrl }) {
  if (databaseUrl) return { url: databaseUrl, close: async () => {} }
  const taken = takeLock(dataLockFile(dataDir))
  if ('heldBy' in taken) {
    const running = runningPostgres(dataDir)
    if (!running) throw new Error(`process ${taken.heldBy.pid} is just starting on ${dataDir}: try again in a moment`)
    return { url: running.url(databaseName), close: async () => {} }
  }
  const { lock } = taken
  try {
    const postgres = await startPostgres({ dataDir })
    await ensureDatabase(postgres, databaseName)
    return {
      url: postgres.url(databaseName),
      async close() {
        await postgres.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
