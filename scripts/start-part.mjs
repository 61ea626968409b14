import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { openLog, tailOf } from './log-file.mjs'
import { endGroup, identify } from './processes.mjs'

const pollMs = 50

/**
 * Something that runs until it is stopped or dies.
 * @typedef {object} Running
 * @property {Promise<string>} ended settles when it is gone, wanted or not, with how: "exit 1", "SIGKILL"
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a part of the application as a process group of its own, and waits until it answers.
 * @param {object} options
 * @param {string} options.name for messages
 * @param {string} options.cwd
 * @param {readonly string[]} options.args of Node
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string | null} options.logFile where its output goes; null: to our own
 * @param {string} options.healthUrl answers 200 once it is ready
 * @param {number} options.readyMs how long that may take
 * @param {number} options.graceMs how long it may take to end
 * @param {(id: import('./processes.mjs').ProcessId) => void} options.onSpawn told before it is ready
 * @param {AbortSignal} options.signal gives up waiting
 * @returns {Promise<Running>}
 * @throws {Error} with the end of its log
 */
export async function startPart({ name, cwd, args, env, logFile, healthUrl, readyMs, graceMs, onSpawn, signal }) {
  const output = logFile === null ? 'inherit' : openLog(logFile)
  const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', output, output] })
  if (typeof output === 'number') closeSync(output)
  const ended = once(child, 'exit').then(([code, killedBy]) => killedBy ?? `exit ${code}`)
  const id = child.pid === undefined ? null : identify(child.pid)
  try {
    if (!id) throw new Error('it ended at once')
    onSpawn(id)
    await answers(healthUrl, { ended, signal, timeoutMs: readyMs })
    return { ended, stop: () => endGroup(id, { graceMs }) }
  } catch (error) {
    if (id) await endGroup(id, { graceMs })
    signal.throwIfAborted()
    const reason = error instanceof Error ? error.message : String(error)
    const tail = logFile === null ? '' : ` The end of ${logFile}:\n${tailOf(logFile, 15)}`
    throw new Error(`the ${name} did not start: ${reason}.${tail}`, { cause: error })
  }
}

/**
 * @param {string} url
 * @param {{ ended: Promise<string>, signal: AbortSignal, timeoutMs: number }} options
 */
async function answers(url, { ended, signal, timeoutMs }) {
  let end = ''
  ended.then((how) => {
    end = how
  })
  const deadline = performance.now() + timeoutMs
  let last = 'no answer'
  while (!end) {
    signal.throwIfAborted()
    if (performance.now() > deadline) throw new Error(`${url} was not ready after ${timeoutMs / 1000} s (${last})`)
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
      await response.body?.cancel()
      if (response.ok) return
      last = `status ${response.status}`
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  throw new Error(`it ended (${end})`)
}
