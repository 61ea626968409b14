import { interrupted, interruptedExitCode } from './interrupt.mjs'

/**
 * Runs a command of package.json: its result is the exit code; an error is told in its own words, without a stack, because
 * it is meant for the person at the terminal (DEBUG=1 adds the stack).
 * @param {() => Promise<number | void>} main
 */
export async function command(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    process.exitCode = interrupted.aborted ? interruptedExitCode : 1
    if (interrupted.aborted) return
    const shown = process.env.DEBUG && error instanceof Error ? error.stack : undefined
    console.error(`\n${shown ?? (error instanceof Error ? error.message : String(error))}`)
  }
}
