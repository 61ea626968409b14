import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inRoot } from './root.mjs'

/**
 * Runs the Prisma CLI in prisma/, with the schema engine from npm in place of a downloaded one.
 * @param {readonly string[]} args
 * @param {{ databaseUrl?: string, stdio?: 'inherit' | 'pipe' }} [options]
 * @returns {Promise<{ code: number, output: string }>} output: what it printed, when `stdio` is `pipe`
 */
export async function prisma(args, { databaseUrl, stdio = 'inherit' } = {}) {
  const child = spawn(process.execPath, [inRoot('prisma/node_modules/prisma/build/index.js'), ...args], {
    cwd: inRoot('prisma'),
    stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: {
      ...process.env,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? inRoot('scripts/schema-engine.mjs'),
    },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text))
  const [code] = await once(child, 'close')
  return { code: code ?? 1, output }
}
