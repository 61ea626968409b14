import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { neededToWrite, noteFirstWritable, restBehindText } from '../fixtures/first-writable.ts'
import { loadedScripts } from '../fixtures/loaded-scripts.ts'
import { expect, test } from '../fixtures/test.ts'

/**
 * What pages may fetch until they rest, in KB with gzip: a little more than they do, so that what comes along unseen is seen.
 * React and Next are 135 of it, on every page.
 */
const most = { landing: 140, 'sign-in': 147, dashboard: 168, editor: 376, 'editor, until one can write': 336 }
/** Read by `npm run size`. */
const report = fileURLToPath(new URL('../../test-results/javascript.json', import.meta.url))

test('no page fetches more JavaScript than it may', async ({ page, scenario }) => {
  const alice = await scenario.person('Alice')
  // Plain text: a language comes by itself.
  const plan = await scenario.document({ owner: alice, text: 'one' })
  const pages = [
    { name: 'landing', page, open: () => page.goto('/') },
    { name: 'sign-in', page, open: () => page.goto('/sign-in') },
    { name: 'dashboard', page: alice.page, open: () => alice.dashboard.open() },
    { name: 'editor', page: alice.page, open: () => alice.opens(plan).then(() => restBehindText(alice.page)) },
  ] as const
  const rows: { name: string; kilobytes: number; most: number }[] = []
  const tell = (name: keyof typeof most, sizes: ReadonlyMap<string, number>) => {
    const kilobytes = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024
    rows.push({ name, kilobytes, most: most[name] })
  }
  await noteFirstWritable(alice.page)
  for (const { name, page, open } of pages) {
    const sizes = await loadedScripts(page, open)
    tell(name, sizes)
    if (name === 'editor') tell('editor, until one can write', await neededToWrite(page, sizes))
  }
  mkdirSync(dirname(report), { recursive: true })
  writeFileSync(report, JSON.stringify(rows))
  expect(rows.filter(({ kilobytes, most }) => kilobytes > most)).toEqual([])
})
