// Ctrl-C, SIGTERM and a closed terminal, for everything these scripts start. Importing this file takes the signals over:
// the importer stops what it started when `interrupted` aborts, and then ends by itself.
import { constants } from 'node:os'

const controller = new AbortController()

/** Aborts at the first signal to end. */
export const interrupted = controller.signal

/** The exit code that says which signal ended us, as a shell would give it. */
export let interruptedExitCode = 0

// A Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. Only a later one is a person insisting.
const insistAfterMs = 1_000
let firstAt = 0

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    if (controller.signal.aborted) {
      if (performance.now() - firstAt > insistAfterMs) process.exit(interruptedExitCode)
      return
    }
    firstAt = performance.now()
    interruptedExitCode = 128 + constants.signals[signal]
    controller.abort(new Error(`ended by ${signal}`))
  })
}

/** @returns {Promise<void>} settles at the first signal to end */
export const untilInterrupted = () =>
  new Promise((resolve) => {
    if (interrupted.aborted) resolve()
    else interrupted.addEventListener('abort', () => resolve(), { once: true })
  })
