import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Found } from './scores.ts'

/**
 * Run from npm at this version and not installed: nothing else needs it, and it brings half a browser's tools along. The
 * last one for Node 20.
 */
const lighthouse = 'lighthouse@12.8.2'

/** What Lighthouse takes a visitor to have: a fast desktop, or a slow phone on a slow network, which is what it does unasked. */
export const screens = { desktop: ['--preset=desktop'], phone: [] } as const

/** One of `screens`. */
export type Screen = keyof typeof screens

/** A report is some hundred KB of JSON. */
const maxReportBytes = 64 * 1024 * 1024

/** Looks at one page in the browser behind that port, with somebody's cookies where it is theirs. Throws without a report. */
export async function audit(
  url: string,
  { screen, debuggingPort, cookies }: { screen: Screen; debuggingPort: number; cookies: string | null },
): Promise<Found> {
  const asked = ['--output=json', '--quiet', '--only-categories=performance,accessibility,best-practices']
  const headers = cookies === null ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookies })}`]
  const args = [url, `--port=${debuggingPort}`, ...asked, ...headers, ...screens[screen]]
  const viaNpm = ['exec', '--yes', '--loglevel=error', `--package=${lighthouse}`, '--', 'lighthouse', ...args]
  const { stdout } = await promisify(execFile)('npm', viaNpm, { maxBuffer: maxReportBytes })
  return JSON.parse(stdout)
}
