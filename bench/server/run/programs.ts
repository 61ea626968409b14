import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../../../scripts/root.mjs'
import { runCommand } from '../../../scripts/run-command.mjs'
import { bundle } from '../../bundle.ts'
import { contenders } from '../contenders.ts'
import type { Programs } from './servers.ts'

/**
 * Builds everything that this run starts, for this run alone: whatever happens to the source meanwhile, all its processes
 * are the same. Tandem's server is built as `npm start` builds it, beside the packages it needs.
 */
export async function buildPrograms(): Promise<Programs & { readonly remove: () => void }> {
  const servers = Object.values(contenders).flatMap(({ server }) => server ?? [])
  const { folder, remove } = await bundle({
    probe: 'server/servers/probe.ts',
    load: 'server/load/child.ts',
    ...Object.fromEntries(servers.map((name) => [name, `server/servers/${name}.ts`])),
  })
  const app = inRoot('apps', 'server')
  const cache = join(app, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const built = mkdtempSync(join(cache, 'bench-'))
  const removeAll = () => {
    remove()
    rmSync(built, { recursive: true })
  }
  try {
    const { code, output } = await runCommand(process.execPath, ['build.mjs', built], { cwd: app, output: 'capture' })
    if (code !== 0) throw new Error(`Tandem's server could not be built:\n${output}`)
  } catch (error) {
    removeAll()
    throw error
  }
  return { folder, tandem: join(built, 'main.js'), remove: removeAll }
}
