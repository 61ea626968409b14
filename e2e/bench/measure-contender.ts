import type { Browser, Page } from '@playwright/test'
import { heapOf } from './heap.ts'
import { keysOneByOne, type Load, ownKeys, peerPauseMs } from './load.ts'
import type { SelectAll } from './measure-select-all.ts'
import { servePage } from './serve-page.ts'

/** What one contender did in one round. Times in milliseconds. */
export type Round = {
  readonly openedMs: number
  readonly heapBytes: number
  readonly keysAlone: readonly number[]
  readonly keysTogether: readonly number[]
  readonly keysOfOthers: readonly number[]
  readonly longTasks: readonly number[]
  readonly selectAll: SelectAll
}

/** Measures a contender's page once: with what was typed, and with the text in which the others select everything. */
export async function measureContender(
  browser: Browser,
  { script, load, long }: { readonly script: string; readonly load: Load; readonly long: Load },
): Promise<Round> {
  const typing = await measureTyping(browser, script, load)
  const selectAll = await withPage(browser, script, long, (page) => page.evaluate(() => window.editorPage.selectAll()))
  return { ...typing, selectAll }
}

/** Measures only what is typed in a contender's page, alone and while others type. */
export function measureTyping(browser: Browser, script: string, load: Load): Promise<Omit<Round, 'selectAll'>> {
  return withPage(browser, script, load, typeInPage)
}

async function withPage<T>(browser: Browser, script: string, load: Load, work: (page: Page) => Promise<T>): Promise<T> {
  await using served = await servePage(script, load)
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  try {
    // Some need seconds for a key.
    page.setDefaultTimeout(120_000)
    await page.goto(served.url)
    await page.waitForFunction(() => 'editorPage' in window)
    return await work(page)
  } finally {
    await page.close()
  }
}

async function typeInPage(page: Page): Promise<Omit<Round, 'selectAll'>> {
  const openedMs = await page.evaluate(() => window.editorPage.openedMs)
  const heapBytes = await heapOf(page)
  await page.evaluate(() => window.editorPage.focus(20))
  await page.keyboard.type('x'.repeat(ownKeys), { delay: 30 })
  const keysAlone = await page.evaluate(() => window.editorPage.keyTimes())
  const keysOfOthers = await page.evaluate((count) => window.editorPage.takeKeys(count), keysOneByOne)
  const [longTasks] = await Promise.all([
    page.evaluate((pauseMs) => window.editorPage.takeRest(pauseMs), peerPauseMs),
    page.keyboard.type('x'.repeat(ownKeys), { delay: 80 }),
  ])
  const keysTogether = await page.evaluate(() => window.editorPage.keyTimes())
  return { openedMs, heapBytes, keysAlone, keysTogether, keysOfOthers, longTasks }
}
