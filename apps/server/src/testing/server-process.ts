import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { z } from 'zod'
import { buildOptions } from '../../build-options.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const listening = z.object({ msg: z.literal('listening'), port: z.number() })

/** A server in a process of its own, for what can only be done to a process. Gone at the end of its `await using` scope. */
export async function serverProcess(env: Readonly<Record<string, string>>) {
  // Inside this package, so that what is not bundled is found from there.
  const cache = join(root, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'server-process-'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  await bundleTo(folder)
  const child = spawn(process.execPath, [join(folder, 'main.js')], {
    env: { ...env, PATH: process.env.PATH, COLLAB_PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await portOf(child)
  return {
    url: `http://127.0.0.1:${port}`,
    signal: (name: 'SIGSTOP' | 'SIGCONT') => child.kill(name),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function bundleTo(folder: string): Promise<void> {
  await build({ ...buildOptions, absWorkingDir: root, outdir: folder })
}

/** Where it listens, as it says itself. */
async function portOf(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error('nothing can be heard of it')
  for await (const line of createInterface({ input: child.stdout })) {
    const said = listening.safeParse(JSON.parse(line))
    if (!said.success) continue
    child.stdout.resume()
    return said.data.port
  }
  throw new Error('the server ended before it listened')
}
