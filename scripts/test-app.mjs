import { startApp } from './app.mjs'
import { settingNames } from './environment.mjs'
import { interrupted } from './interrupt.mjs'
import { temporaryData } from './temporary-data.mjs'

/**
 * Runs the whole application on a data folder and ports of its own while `work` lasts, beside whatever else runs here.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work is told where everything is
 * @returns {Promise<T>}
 */
export async function withTestApp(work) {
  // A person's own settings (another database, a proxy) are not for tests.
  for (const name of settingNames) delete process.env[name]
  const data = temporaryData()
  try {
    const app = await startApp({ dataDir: data.folder, port: 0, collabPort: 0, metricsPort: 0, signal: interrupted })
    try {
      return await work({
        BASE_URL: app.url,
        COLLAB_URL: app.collabUrl,
        DATABASE_URL: app.databaseUrl,
        DATA_DIR: data.folder,
      })
    } finally {
      await app.stop()
    }
  } finally {
    await data.remove()
  }
}
