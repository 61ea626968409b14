import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from '@playwright/test'
import { build } from 'esbuild'
import { findBrowser } from '../browser.ts'
import { lineCount, median, peerCount, type Updates } from './measure-updates.ts'

/**
 * What a key costs while others have selected everything, in real Chromium: Tandem's editor, and one that binds CodeMirror
 * to Yjs. In turns, so that whatever else the machine does meets both.
 */
const contenders = [
  { name: 'Tandem', page: 'tandem-page.ts' },
  { name: 'y-codemirror.next', page: 'yjs-page.ts' },
]
const rounds = 3

const browser = await chromium.launch({ ...findBrowser(), args: ['--disable-gpu'] })
try {
  const measured = new Map<string, Updates[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const { name, page } of contenders) measured.get(name)?.push(await updatesIn(browser, await bundled(page)))
  }
  print(measured)
} finally {
  await browser.close()
}

async function bundled(page: string): Promise<string> {
  const entry = fileURLToPath(new URL(page, import.meta.url))
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', minify: true, write: false })
  return outputFiles[0]?.text ?? ''
}

async function updatesIn(browser: Browser, script: string): Promise<Updates> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  try {
    await page.setContent('<style>.cm-editor { height: 860px } .cm-scroller { overflow: auto }</style>')
    await page.addScriptTag({ content: script, type: 'module' })
    // Some need seconds for each key.
    page.setDefaultTimeout(300_000)
    await page.waitForFunction(() => window.updates !== undefined)
    const updates = await page.evaluate(() => window.updates)
    if (!updates || updates.drawn === 0) throw new Error('the page drew nothing of others')
    return updates
  } finally {
    await page.close()
  }
}

function print(measured: ReadonlyMap<string, readonly Updates[]>): void {
  const load = loadavg()[0]?.toFixed(1)
  console.log(`${peerCount} people select all of ${lineCount} lines; medians of ${rounds} rounds, ms for each key`)
  console.log(`Chromium ${browser.version()}, ${cpus().length} cores, load ${load}\n`)
  console.log(['', 'alone', 'with them', 'more', 'drawn'].map((cell, at) => cell.padEnd(at === 0 ? 20 : 12)).join(''))
  for (const [name, rows] of measured) {
    const [alone, withPeers] = [median(rows.map((row) => row.alone)), median(rows.map((row) => row.withPeers))]
    const cells = [alone, withPeers, withPeers - alone].map((ms) => ms.toFixed(2).padEnd(12))
    console.log(name.padEnd(20) + cells.join('') + median(rows.map(({ drawn }) => drawn)))
  }
}
