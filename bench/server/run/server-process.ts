import { type ChildProcess, fork } from 'node:child_process'
import type { Listening } from '../servers/listening.ts'
import type { Answer, Question, ServerUsage } from '../servers/probe.ts'

/** How a server is started. */
export type ServerProgram = {
  readonly file: string
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Of Node, besides what every server gets. */
  readonly nodeArgs: readonly string[]
  /** Where it listens; null: it says so itself. */
  readonly url: string | null
  /** Answers 200 once the server is ready; null: it is ready when it says where it listens. */
  readonly readyUrl: string | null
}

/** A running server. */
export type RunningServer = {
  readonly url: string
  readonly pid: number
  /** What its process has used so far, after a collection of garbage if one is wanted. */
  usage(collectGarbage: boolean): Promise<ServerUsage>
  stop(): Promise<void>
}

/** Longer than any start takes. */
const readyMs = 60_000
const pollMs = 25

/** Starts a server with the probe in it, and waits until it is ready. Kills it when the signal aborts. */
export async function startServer(program: ServerProgram, probe: string, signal: AbortSignal): Promise<RunningServer> {
  signal.throwIfAborted()
  const child = fork(program.file, [], {
    cwd: program.cwd,
    env: program.env,
    execArgv: ['--expose-gc', '--import', new URL(`file://${probe}`).href, ...program.nodeArgs],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${program.file} did not start`)
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000)
  })
  const kill = () => void child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      signal.removeEventListener('abort', kill)
      resolve()
    })
  })
  const dead = ended.then(() => {
    signal.throwIfAborted()
    throw new Error(`the server ended: ${complaint.trim()}`)
  })
  dead.catch(() => {}) // whoever waits for it hears it
  const stop = async () => {
    kill()
    await ended
  }
  try {
    const url = program.url ?? `http://127.0.0.1:${await Promise.race([listening(child), dead])}`
    if (program.readyUrl !== null) await Promise.race([answers(program.readyUrl), dead])
    const ask = questions(child)
    return { url, pid, stop, usage: (collectGarbage) => Promise.race([ask(collectGarbage), dead]) }
  } catch (error) {
    await stop()
    throw error
  }
}

function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('message', (message: Listening | Answer) => {
      if ('listening' in message) resolve(message.listening)
    })
  })
}

async function answers(url: string): Promise<void> {
  const deadline = performance.now() + readyMs
  for (;;) {
    const isReady = await fetch(url).then(
      async (response) => {
        await response.body?.cancel()
        return response.ok
      },
      () => false,
    )
    if (isReady) return
    if (performance.now() > deadline) throw new Error(`${url} was not ready after ${readyMs / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

function questions(child: ChildProcess): (collectGarbage: boolean) => Promise<ServerUsage> {
  const waiting = new Map<number, (usage: ServerUsage) => void>()
  let count = 0
  child.on('message', (message: Listening | Answer) => {
    if (!('probe' in message)) return
    waiting.get(message.probe)?.(message.usage)
    waiting.delete(message.probe)
  })
  return (collectGarbage) =>
    new Promise((resolve) => {
      const probe = ++count
      waiting.set(probe, resolve)
      child.send({ probe, collectGarbage } satisfies Question)
    })
}
