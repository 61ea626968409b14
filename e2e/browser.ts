import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'

/** How to start the browser. */
export type Browser = { readonly executablePath?: string; readonly env?: Record<string, string> }

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The Chromium to drive: the one that CHROMIUM_PATH names, one of the system, the one that Playwright installed, else the
 * one that comes from npm (Linux on x64), unpacked once. Throws when there is none.
 */
export function findBrowser(): Browser {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`)
    return { executablePath: named }
  }
  const executablePath = system.find((path) => existsSync(path))
  if (executablePath) return { executablePath }
  if (existsSync(chromium.executablePath())) return {}
  if (process.platform === 'linux' && process.arch === 'x64') return fromNpm()
  throw new Error('no Chromium found: install one, set CHROMIUM_PATH, or run `npx playwright install chromium` in e2e/')
}

/** Chromium from npm is made for bare machines: it brings its own libraries and fonts. */
function fromNpm(): Browser {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const cache = fileURLToPath(new URL('./node_modules/.cache/', import.meta.url))
  const folder = join(cache, `chromium-${versionOf(entry)}`)
  if (!existsSync(folder)) unpack(entry, cache, folder)
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...definedOnly(process.env),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: fontSettings(folder),
    },
  }
}

/** Beside its place and then renamed: an interrupted start leaves no half of a browser. */
function unpack(entry: string, cache: string, folder: string): void {
  mkdirSync(cache, { recursive: true })
  const draft = mkdtempSync(join(cache, 'chromium-new-'))
  try {
    const program = `import chromium from ${JSON.stringify(pathToFileURL(entry).href)}; await chromium.executablePath()`
    // It unpacks its libraries only where it believes to be on Lambda, and everything under TMPDIR.
    const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env, stdio: 'inherit' })
    if (!existsSync(folder)) renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** Its own settings look for the fonts where it was first unpacked. Without any font, text has no size at all. */
function fontSettings(folder: string): string {
  const file = join(folder, 'fonts.conf')
  const settings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== settings) writeFileSync(file, settings)
  return file
}

function versionOf(entry: string): string {
  const { version } = createRequire(entry)(join(dirname(entry), '..', 'package.json'))
  return String(version)
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}
