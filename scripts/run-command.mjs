import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { interrupted } from './interrupt.mjs'
import { endGroup, identify } from './processes.mjs'
import { root } from './root.mjs'

const graceMs = 10_000

/**
 * Runs a command to its end, in a process group of its own. When this process is told to end, the whole group is ended
 * first.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env] added to ours
 * @param {'inherit' | 'capture'} [options.output] shown as it comes, or returned
 * @returns {Promise<{ code: number, output: string }>} code: 130 and the like when a signal ended it
 */
export async function runCommand(command, args, { cwd = root, env = {}, output = 'inherit' } = {}) {
  interrupted.throwIfAborted()
  const child = spawn(command, args, {
    cwd,
    detached: true,
    stdio: output === 'capture' ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  let captured = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      captured += text
    })
  }
  const id = child.pid === undefined ? null : identify(child.pid)
  const end = () => {
    if (id) void endGroup(id, { graceMs })
  }
  interrupted.addEventListener('abort', end, { once: true })
  try {
    const [code] = await once(child, 'close')
    interrupted.throwIfAborted()
    return { code: code ?? 1, output: captured }
  } finally {
    interrupted.removeEventListener('abort', end)
  }
}
