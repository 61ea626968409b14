import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './root.mjs'

/**
 * A data folder for one run. It goes, with all that still runs on it, when it is removed or when this process ends in any
 * way, SIGKILL included: a helper process waits for that.
 * @returns {{ folder: string, remove: () => Promise<void> }}
 */
export function temporaryData() {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-'))
  const sweeper = spawn(process.execPath, [inRoot('scripts/sweep.mjs'), folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true, // not in the group that Ctrl-C in the terminal ends
  })
  sweeper.unref()
  return {
    folder,
    async remove() {
      if (sweeper.exitCode !== null) return
      sweeper.stdin.end()
      sweeper.ref()
      await once(sweeper, 'exit')
    },
  }
}
